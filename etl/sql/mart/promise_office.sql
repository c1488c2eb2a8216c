-- Hẹn và giải trình của từng đơn vị ở từng quý, theo lĩnh vực (all: mọi lĩnh vực), đơn vị nhiều việc phải nhắc đứng trước.
-- grain: unit_code, field_code, year, quarter
with promised as (
    select
        unit_code, year, quarter, case when grouping(field_code) = 1 then 'all' else field_code end as field_code,
        count(*) as promises,
        count(case when state = 'this_week' then 1 end) as promises_this_week,
        count(case when state = 'overdue' then 1 end) as promises_overdue,
        count(case when state = 'pending' then 1 end) as promises_pending,
        count(case when is_broken then 1 end) as promises_broken,
        count(case when state = 'kept' then 1 end) as promises_kept
    from mart.promise_state
    group by grouping sets ((unit_code, year, quarter, field_code), (unit_code, year, quarter))
),
-- Nothing is known to be unmet where nothing was reported.
judged as (
    select
        unit_code, year, quarter, field_code, case when is_reported then unmet end as unmet, case when is_reported then unexplained end as unexplained
    from mart.unit_board
    where level = 'headline'
),
-- An office that has closed is there for what it promised.
listed as (
    select unit_code, year, quarter, field_code from promised
    union
    select unit_code, year, quarter, field_code from judged
),
joined as (
    select
        u.province_code, l.unit_code, l.field_code, l.year, l.quarter,
        u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
        up.unit_code is not null as is_open, coalesce(up.is_reported, false) as is_reported,
        coalesce(p.promises, 0) as promises, coalesce(p.promises_this_week, 0) as promises_this_week, coalesce(p.promises_overdue, 0) as promises_overdue,
        coalesce(p.promises_pending, 0) as promises_pending, coalesce(p.promises_broken, 0) as promises_broken, coalesce(p.promises_kept, 0) as promises_kept, j.unmet, j.unexplained
    from listed as l
    inner join ref.units as u on u.unit_code = l.unit_code
    left join promised as p on p.unit_code = l.unit_code and p.year = l.year and p.quarter = l.quarter and p.field_code = l.field_code
    left join judged as j on j.unit_code = l.unit_code and j.year = l.year and j.quarter = l.quarter and j.field_code = l.field_code
    left join work.unit_period as up on up.unit_code = l.unit_code and up.year = l.year and up.quarter = l.quarter
)
select
    *,
    row_number() over (
        partition by province_code, year, quarter, field_code
        order by
            -- Who has closed can be reminded of nothing.
            is_open desc, promises_overdue + coalesce(unexplained, 0) desc, promises_this_week desc, promises_broken desc, unit_code
    ) as worst_rank
from joined
