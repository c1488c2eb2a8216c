-- Lời hẹn ở từng quý của từng người phụ trách ở đơn vị đã hẹn, theo đơn vị và lĩnh vực (all: tất cả), người có nhiều lời quá hẹn đứng trước.
-- grain: province_code, unit_code, field_code, person_code, year, quarter
with counted as (
    select
        province_code,
        case when grouping(unit_code) = 1 then 'all' else unit_code end as unit_code,
        case when grouping(field_code) = 1 then 'all' else field_code end as field_code,
        person_code, year, quarter, max(made_by) as made_by, max(made_by_short_name) as made_by_short_name, max(responsible) as responsible,
        -- One promise, though the office that made it was split between two of today's.
        count(distinct promise) as promises,
        count(distinct case when state = 'this_week' then promise end) as promises_this_week,
        count(distinct case when state = 'overdue' then promise end) as promises_overdue,
        count(distinct case when state = 'pending' then promise end) as promises_pending,
        count(distinct case when is_broken then promise end) as promises_broken,
        count(distinct case when state = 'kept' then promise end) as promises_kept
    from (
        select
            province_code, unit_code, field_code, person_code, year, quarter, made_by, made_by_short_name, responsible, state, is_broken,
            indicator_code || ' ' || made_year || ' ' || made_quarter as promise
        from mart.promise_state
    ) as s
    group by grouping sets (
        (province_code, year, quarter, person_code),
        (province_code, year, quarter, person_code, field_code),
        (province_code, year, quarter, person_code, unit_code),
        (province_code, year, quarter, person_code, unit_code, field_code)
    )
)
select
    *,
    row_number() over (
        partition by province_code, year, quarter, unit_code, field_code
        order by promises_overdue desc, promises_this_week desc, promises_broken desc, promises_kept, person_code
    ) as worst_rank
from counted
