-- Án thụ lý: tồn đầu năm, mới thụ lý, đã giải quyết, còn lại, luỹ kế từ đầu năm.
-- grain: unit_code, flow_code, year, quarter
with part as (
    select
        y.unit_code, t.owner_code as flow_code, y.year, y.quarter, t.part,
        cast(sum(cast(t.coefficient as decimal(19, 4)) * y.ytd_value) as decimal(24, 4)) as amount,
        count(*) as known
    from work.year_to_date as y
    inner join ref.term as t on t.data_element_code = y.data_element_code and t.owner_kind = 'case_flow'
    group by y.unit_code, t.owner_code, y.year, y.quarter, t.part
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
    from part as p
    inner join required as r on r.flow_code = p.flow_code and r.part = p.part
    group by p.unit_code, p.flow_code, p.year, p.quarter
)
select
    f.unit_code, f.flow_code, f.year, f.quarter, up.province_code,
    u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    c.name as flow_name, c.field_code,
    f.opening, f.received, f.resolved, f.closing, f.carried_over_resolved,
    case
        when f.opening + f.received > 0 then cast(f.resolved as double) / cast(f.opening + f.received as double)
    end as resolution_rate,
    case
        when f.opening > 0 then cast(f.carried_over_resolved as double) / cast(f.opening as double)
    end as carried_over_resolved_rate,
    f.closing - f.opening as stock_change
from flow as f
inner join work.unit_period as up on up.unit_code = f.unit_code and up.year = f.year and up.quarter = f.quarter
inner join ref.units as u on u.unit_code = f.unit_code
inner join ref.case_flows as c on c.flow_code = f.flow_code
