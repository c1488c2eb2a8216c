-- Kết quả của cùng quý năm trước, của từng đơn vị và của tỉnh.
-- grain: scope, place_code, indicator_code, year, quarter
-- looks back: 1 year
select scope, place_code, indicator_code, year + 1 as year, quarter, measure,
    counted_numerator as numerator, counted_denominator as denominator, value
from work.judgement
where is_headline and is_known
