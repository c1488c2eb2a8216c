-- Đơn vị hoạt động trong từng quý, đến quý mới nhất có báo cáo, kèm báo cáo có hiệu lực.
-- grain: unit_code, year, quarter
with opened as (
    select u.unit_code, u.province_code, u.cluster, p.year, p.quarter, p.starts_on, p.ends_on, p.year_starts_on, p.year_ends_on, p.due_on
    from ref.units as u
    cross join work.period as p
    where (u.opened_on is null or u.opened_on <= p.starts_on)
        and (u.closed_on is null or u.closed_on >= p.ends_on)
),
reported as (
    select
        o.*,
        s.version, s.file, s.received_at, s.version is not null as is_reported,
        coalesce(s.period_to, o.ends_on) as period_to
    from opened as o
    left join stg.submission as s
        on s.unit_code = o.unit_code and s.year = o.year and s.quarter = o.quarter and s.is_newest
)
select
    *,
    is_reported and period_to < ends_on as is_provisional,
    bool_and(is_reported) over (partition by unit_code, year order by quarter) as is_complete
from reported
