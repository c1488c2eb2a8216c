-- Án thụ lý: tồn đầu năm, mới thụ lý, đã giải quyết, còn lại, luỹ kế từ đầu năm.
-- grain: unit_code, flow_code, year, quarter
with part as (
    select
        unit_code, owner_code as flow_code, year, quarter, part,
        sum(cast(coefficient as decimal(14, 4)) * ytd_value) as amount,
        count(ytd_value) as known
    from work.term_value
    where owner_kind = 'case_flow'
    group by unit_code, owner_code, year, quarter, part
),
-- What is larger than can be published exactly stays unknown.
held as (
    select
        unit_code, flow_code, year, quarter, part, known,
        case when abs(amount) < 10000000000000000000 then cast(amount as decimal(24, 4)) end as amount
    from part
),
-- Stocks of cases and of persons never add up: a flow is counted in the unit of its opening, or of whatever it has.
counted_in as (
    select t.owner_code as flow_code, min(e.unit_of_measure) as unit_of_measure
    from ref.term as t
    inner join ref.data_elements as e on e.data_element_code = t.data_element_code
    where t.owner_kind = 'case_flow'
    group by t.owner_code
    having count(distinct e.unit_of_measure) = 1
),
required as (
    select owner_code as flow_code, part, count(*) as required
    from ref.term
    where owner_kind = 'case_flow'
    group by owner_code, part
),
flow as (
    select
        p.unit_code, p.flow_code, p.year, p.quarter,
        max(case when p.part = 'opening' and p.known = r.required then p.amount end) as opening,
        max(case when p.part = 'received' and p.known = r.required then p.amount end) as received,
        max(case when p.part = 'resolved' and p.known = r.required then p.amount end) as resolved,
        max(case when p.part = 'closing' and p.known = r.required then p.amount end) as closing,
        max(case when p.part = 'carried_over_resolved' and p.known = r.required then p.amount end) as carried_over_resolved
    from held as p
    inner join required as r on r.flow_code = p.flow_code and r.part = p.part
    group by p.unit_code, p.flow_code, p.year, p.quarter
)
select
    up.unit_code, c.flow_code, up.year, up.quarter, up.province_code,
    u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    c.name as flow_name, c.field_code, coalesce(d.short_name, d.name, c.field_code) as field_short_name,
    c.list_order as flow_order, k.unit_of_measure, up.is_reported, up.is_provisional,
    f.opening, f.received, f.resolved, f.closing, f.carried_over_resolved,
    up.is_reported and f.opening is not null and f.received is not null and f.resolved is not null and f.closing is not null
        as is_known,
    f.opening + f.received as to_resolve,
    case
        when f.opening + f.received > 0 then cast(f.resolved as double) / cast(f.opening + f.received as double)
    end as resolution_rate,
    case
        -- More old cases than the year began with: some came with an office that was taken over, and are no part of that stock.
        when f.opening > 0 and f.carried_over_resolved <= f.opening then cast(f.carried_over_resolved as double) / cast(f.opening as double)
    end as carried_over_resolved_rate,
    case
        when f.opening + f.received > 0 then cast(100 * f.resolved as double) / cast(f.opening + f.received as double)
    end as resolution_percent,
    case
        when f.opening > 0 and f.carried_over_resolved <= f.opening then cast(100 * f.carried_over_resolved as double) / cast(f.opening as double)
    end as carried_over_resolved_percent,
    f.closing - f.opening as stock_change,
    f.opening + f.received - f.resolved as computed_closing,
    f.closing - (f.opening + f.received - f.resolved) as imbalance,
    e.unit_code is not null as is_estimate
from work.unit_period as up
cross join ref.case_flows as c
left join flow as f
    on f.unit_code = up.unit_code and f.flow_code = c.flow_code and f.year = up.year and f.quarter = up.quarter
inner join ref.units as u on u.unit_code = up.unit_code
left join ref.fields as d on d.field_code = c.field_code
left join counted_in as k on k.flow_code = c.flow_code
left join work.estimate as e
    on e.owner_kind = 'case_flow' and e.owner_code = c.flow_code and e.unit_code = up.unit_code and e.year = up.year and e.quarter = up.quarter
