-- Khả năng mức chính được thực hiện vào cuối năm, tính từ các quý đã có; basis: số năm trọn vẹn trước đó (2 là từ 2 trở lên).
-- grain: scope, place_code, indicator_code, year, quarter
-- looks back: ever
-- through: outlook
--
-- These rows go in; `etl/outlook` works out what comes out: said, chance (said, bent by what earlier ones came to), basis, recent_low,
-- recent_high; of a rate what counted of how many new cases in the quarter with the least share (least_counted, least_cases) and with the
-- most (most_counted, most_cases) of the same few. A quarter of an office with no target is there for the others' sake.
select
    coalesce(c.scope, 'unit') as scope, coalesce(c.place_code, s.unit_code) as place_code,
    coalesce(c.province_code, s.province_code) as province_code, coalesce(c.indicator_code, s.indicator_code) as indicator_code,
    coalesce(c.year, s.year) as year, coalesce(c.quarter, s.quarter) as quarter,
    s.year_starts, s.numerator, s.denominator, s.opening, s.is_in_province,
    c.indicator_code is not null as is_case, c.decided is null and c.silence is null as is_asked,
    c.measure, c.direction = 'at_least' as is_at_least, c.target, c.is_stock_open, c.came_true
from work.outlook_series as s
full outer join work.outlook_case as c
    on s.unit_code = case when c.scope = 'unit' then c.place_code end and c.indicator_code = s.indicator_code and c.year = s.year and c.quarter = s.quarter
