-- Các quý từ năm đầu có kế hoạch hoặc báo cáo đến quý mới nhất có báo cáo.
-- grain: year, quarter
-- looks back: ever
-- looks at: everybody
with span as (
    select
        least((select min(year) from stg.plan), (select min(year) from stg.submission_all)) as first_year,
        (
            select max(p.period_no)
            from stg.submission_all as s
            inner join ref.periods as p on p.year = s.year and p.quarter = s.quarter
        ) as newest
)
select p.*
from ref.periods as p
cross join span as s
where p.year >= s.first_year and p.period_no <= s.newest
