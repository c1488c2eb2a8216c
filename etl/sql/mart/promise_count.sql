-- Số lời hẹn ở từng quý theo tình trạng, của từng đơn vị, lĩnh vực, người phụ trách (all: tất cả).
-- grain: province_code, unit_code, field_code, person_code, year, quarter, state
select
    province_code,
    case when grouping(unit_code) = 1 then 'all' else unit_code end as unit_code,
    case when grouping(field_code) = 1 then 'all' else field_code end as field_code,
    case when grouping(person_code) = 1 then 'all' else person_code end as person_code,
    year, quarter, state,
    case when grouping(person_code) = 1 then 'all' else max(responsible) end as responsible,
    -- One promise, though the office that made it was split between two of today's.
    count(distinct made_by || ' ' || indicator_code || ' ' || made_year || ' ' || made_quarter) as promises, max(days_past) as days_past_most, min(promised_on) as first_promised_on
from (
    select
        province_code, unit_code, field_code, person_code, coalesce(responsible, '') as responsible, year, quarter, state, made_by,
        indicator_code, made_year, made_quarter, days_past, promised_on
    from mart.promise_state
) as p
group by grouping sets (
    (province_code, year, quarter, state),
    (province_code, year, quarter, state, field_code),
    (province_code, year, quarter, state, person_code),
    (province_code, year, quarter, state, field_code, person_code),
    (province_code, year, quarter, state, unit_code),
    (province_code, year, quarter, state, unit_code, field_code),
    (province_code, year, quarter, state, unit_code, person_code),
    (province_code, year, quarter, state, unit_code, field_code, person_code)
)
