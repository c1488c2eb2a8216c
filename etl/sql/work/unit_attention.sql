-- Việc của từng đơn vị cần chú ý, theo cấp đặt mức và lĩnh vực (all: mọi lĩnh vực), và thứ tự các đơn vị trong tỉnh theo đó.
-- grain: unit_code, year, quarter, level, field_code
-- order: year, quarter, province_code, level, field_code, unit_code
with counted as (
    select
        unit_code, year, quarter, level, case when grouping(field_code) = 1 then 'all' else field_code end as field_code,
        count(*) as unmet, count(case when is_explained then 1 end) as explained
    from mart.level_attention
    group by grouping sets ((unit_code, year, quarter, level, field_code), (unit_code, year, quarter, level))
),
promised as (
    select
        unit_code, year, quarter, case when grouping(field_code) = 1 then 'all' else field_code end as field_code,
        count(*) as promises,
        count(case when state = 'overdue' then 1 end) as promises_overdue,
        count(case when state = 'this_week' then 1 end) as promises_this_week,
        count(case when state = 'kept' then 1 end) as promises_kept
    from mart.promise_state
    group by grouping sets ((unit_code, year, quarter, field_code), (unit_code, year, quarter))
),
joined as (
    select
        c.province_code, c.place_code as unit_code, c.year, c.quarter, c.level, c.field_code, n.is_reported, c.share_met,
        coalesce(a.unmet, 0) as unmet, coalesce(a.explained, 0) as explained, coalesce(a.unmet, 0) - coalesce(a.explained, 0) as unexplained,
        coalesce(p.promises, 0) as promises, coalesce(p.promises_overdue, 0) as promises_overdue,
        coalesce(p.promises_this_week, 0) as promises_this_week, coalesce(p.promises_kept, 0) as promises_kept
    from mart.level_scorecard as c
    inner join work.unit_period as n on n.unit_code = c.place_code and n.year = c.year and n.quarter = c.quarter
    left join counted as a
        on a.unit_code = c.place_code and a.year = c.year and a.quarter = c.quarter and a.level = c.level and a.field_code = c.field_code
    left join promised as p
        on p.unit_code = c.place_code and p.year = c.year and p.quarter = c.quarter and p.field_code = c.field_code
    where c.scope = 'unit'
)
select
    province_code, unit_code, year, quarter, level, field_code,
    row_number() over (
        partition by province_code, year, quarter, level, field_code
        -- Who sent nothing first: of them nothing is known. Then those with most to answer for.
        order by
            case when is_reported then 1 else 0 end, unmet desc, unexplained desc, promises_overdue desc, share_met, unit_code
    ) as attention_rank,
    unmet, explained, unexplained, promises, promises_overdue, promises_this_week, promises_kept
from joined
