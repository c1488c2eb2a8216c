-- Kết quả của cùng quý năm trước, của từng đơn vị và của tỉnh.
-- grain: scope, place_code, indicator_code, year, quarter
-- looks back: 1 year
select
    j.scope, j.place_code, j.indicator_code, j.year + 1 as year, j.quarter, j.measure,
    j.counted_numerator as numerator, j.counted_denominator as denominator, j.value,
    u.is_complete, p.units_closed
from work.judgement as j
left join work.unit_level as u
    on j.scope = 'unit' and u.unit_code = j.place_code and u.indicator_code = j.indicator_code and u.year = j.year
    and u.quarter = j.quarter and u.is_headline
left join work.province_level as p
    on j.scope = 'province' and p.province_code = j.place_code and p.indicator_code = j.indicator_code and p.year = j.year
    and p.quarter = j.quarter
where j.is_headline and j.is_known
