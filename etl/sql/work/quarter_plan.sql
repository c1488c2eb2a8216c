-- Những kế hoạch mà mức cộng của từng quý, tính đến quý này, dựa vào, khi kế hoạch đặt mức ấy đổi trong năm.
-- grain: unit_code, indicator_code, year, quarter, level, plan_code
select distinct q.unit_code, q.indicator_code, q.year, p.quarter, q.level, t.plan_code
from work.quarter_target as q
inner join work.named_target as t
    on t.unit_code = q.unit_code and t.indicator_code = q.indicator_code and t.year = q.year and t.quarter = q.quarter
    and t.level = q.level and t.is_changed_in_year
inner join work.period as p on p.year = q.year and p.quarter >= q.quarter
