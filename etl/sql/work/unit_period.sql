-- Đơn vị hoạt động ít nhất một ngày trong từng quý, đến quý mới nhất có báo cáo, kèm báo cáo có hiệu lực.
-- grain: unit_code, year, quarter
with opened as (
    select
        u.unit_code, coalesce(u.short_name, u.name) as known_as, u.province_code, u.cluster, u.opened_on, u.own_opened_on, u.closed_on, p.year, p.quarter, p.starts_on, p.ends_on,
        p.year_starts_on, p.year_ends_on, p.due_on,
        greatest(p.starts_on, coalesce(u.opened_on, p.starts_on)) as first_day,
        least(p.ends_on, coalesce(u.closed_on, p.ends_on)) as last_day
    from work.office as u
    cross join work.period as p
    where (u.opened_on is null or u.opened_on <= p.ends_on)
        and (u.closed_on is null or u.closed_on >= p.starts_on)
),
reported as (
    select
        o.*,
        s.version, s.file, s.received_at, s.version is not null as is_reported,
        coalesce(s.period_to, o.last_day) as period_to
    from opened as o
    left join stg.submission as s
        on s.unit_code = o.unit_code and s.year = o.year and s.quarter = o.quarter and s.is_newest
)
select
    *,
    first_day = starts_on and last_day = ends_on as is_open_throughout, first_day = starts_on and last_day = ends_on as is_each_open_throughout,
    is_reported and period_to < last_day as is_provisional,
    bool_and(is_reported) over (partition by unit_code, year order by quarter) as is_complete
from reported
