-- Mức giao (không có thì mức ngành) của một tỷ lệ ở toàn tỉnh, theo kế hoạch có hiệu lực ở ngày chốt số liệu mới nhất.
-- grain: province_code, indicator_code, year, quarter
with newest as (
    select
        m.province_code, m.indicator_code, m.year, m.quarter, m.kind,
        coalesce(max(case when m.is_known then m.period_to end), max(p.ends_on)) as newest_to
    from work.province_member as m
    inner join work.period as p on p.year = m.year and p.quarter = m.quarter
    group by m.province_code, m.indicator_code, m.year, m.quarter, m.kind
),
named as (
    select
        n.province_code, n.indicator_code, n.year, n.quarter, f.level, f.plan_code, f.value, f.phasing, f.due_on,
        row_number() over (
            partition by n.province_code, n.indicator_code, n.year, n.quarter
            order by case f.level when 'assigned' then 1 else 2 end, coalesce(f.volume_from, 0)
        ) as place,
        max(case when f.volume_from is not null or f.volume_below is not null or f.measured_as = 'count' then 1 else 0 end) over (
            partition by n.province_code, n.indicator_code, n.year, n.quarter, f.level
        ) as is_tiered
    from newest as n
    inner join work.plan_in_force as f
        on f.indicator_code = n.indicator_code and f.year = n.year and f.level in ('assigned', 'national')
        and (f.valid_from is null or f.valid_from <= n.newest_to) and (f.valid_before is null or f.valid_before > n.newest_to)
    where n.kind = 'rate'
)
select province_code, indicator_code, year, quarter, level, plan_code, value, phasing, due_on, is_tiered = 1 as is_tiered
from named
where place = 1
