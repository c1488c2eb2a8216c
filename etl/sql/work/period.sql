-- Các quý từ năm đầu có kế hoạch hoặc báo cáo đến quý mới nhất có báo cáo.
-- grain: year, quarter
-- looks back: ever
-- looks at: everybody
with span as (
    select
        least((select min(year) from stg.plan), (select min(year) from stg.submission_all)) as first_year,
        (select max(year * 4 + quarter) from stg.submission_all) as newest
)
select p.*
from ref.periods as p
cross join span as s
where p.year >= s.first_year and p.year * 4 + p.quarter <= s.newest
