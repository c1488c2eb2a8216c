-- Án thụ lý toàn tỉnh: cộng các đơn vị có đủ tồn đầu năm, mới thụ lý, đã giải quyết và còn lại; nêu rõ đơn vị thiếu. Đơn vị đã
-- giải thể trong năm được cộng như ở quý cuối đã báo cáo, trừ số còn lại; tồn đầu năm đã nằm trong của đơn vị cũ thì không cộng nữa.
-- grain: province_code, flow_code, year, quarter
with member as (
    select
        s.province_code, s.unit_code, s.year, s.quarter, s.stood_in, s.is_open, s.has_closed,
        c.flow_code, c.flow_name, c.field_code, c.field_short_name, c.flow_order, c.unit_of_measure, c.unit_short_name,
        c.is_known, c.is_provisional, c.is_estimate, c.opening, c.received, c.resolved, c.closing, c.carried_over_resolved,
        c.stock_change, c.imbalance
    from work.province_stood as s
    inner join mart.caseflow as c on c.unit_code = s.unit_code and c.year = s.year and c.quarter = s.stood_in
),
-- Stocks that would count twice: at the end of a unit that closed, and at the start of one whose predecessors are in.
twice as (
    select
        m.unit_code, m.flow_code, m.year, m.quarter, t.part, t.data_element_code,
        cast(t.coefficient as decimal(14, 4)) * t.ytd_value as amount
    from member as m
    inner join work.term_value as t
        on t.owner_kind = 'case_flow' and t.owner_code = m.flow_code and t.unit_code = m.unit_code
        and t.year = m.year and t.quarter = m.stood_in
    where m.has_closed and m.is_known and t.accumulation = 'last' and t.ytd_value is not null
    union
    select m.unit_code, m.flow_code, m.year, m.quarter, t.part, t.data_element_code, t.amount
    from member as m
    inner join work.doubled_first as t
        on t.owner_kind = 'case_flow' and t.owner_code = m.flow_code and t.unit_code = m.unit_code
        and t.year = m.year and t.quarter = m.stood_in
    inner join member as before
        on before.unit_code = t.predecessor and before.province_code = m.province_code and before.flow_code = m.flow_code
        and before.year = m.year and before.quarter = m.quarter and before.is_known
    where m.is_known
),
left_out as (
    select
        unit_code, flow_code, year, quarter,
        sum(case when part = 'opening' then amount else 0 end) as opening,
        sum(case when part = 'received' then amount else 0 end) as received,
        sum(case when part = 'resolved' then amount else 0 end) as resolved,
        sum(case when part = 'closing' then amount else 0 end) as closing,
        sum(case when part = 'carried_over_resolved' then amount else 0 end) as carried_over_resolved
    from twice
    group by unit_code, flow_code, year, quarter
),
added as (
    select
        m.province_code, m.flow_code, m.year, m.quarter, m.flow_name, m.field_code, m.field_short_name, m.flow_order, m.unit_of_measure,
        m.unit_short_name, m.is_open, m.is_known, m.is_provisional, m.is_estimate, m.stock_change, m.imbalance,
        m.opening - cast(coalesce(l.opening, 0) as decimal(24, 4)) as opening,
        m.received - cast(coalesce(l.received, 0) as decimal(24, 4)) as received,
        m.resolved - cast(coalesce(l.resolved, 0) as decimal(24, 4)) as resolved,
        m.closing - cast(coalesce(l.closing, 0) as decimal(24, 4)) as closing,
        m.carried_over_resolved - cast(coalesce(l.carried_over_resolved, 0) as decimal(24, 4)) as carried_over_resolved
    from member as m
    left join left_out as l
        on l.unit_code = m.unit_code and l.flow_code = m.flow_code and l.year = m.year and l.quarter = m.quarter
),
summed as (
    select
        province_code, flow_code, year, quarter, flow_name, field_code, field_short_name, flow_order, unit_of_measure,
        count(case when is_open then 1 end) as units_expected,
        count(case when is_known and is_open then 1 end) as units_counted,
        count(case when is_known and not is_open then 1 end) as units_closed,
        string_agg(case when not is_known then unit_short_name end, ', ' order by unit_short_name collate vi) as units_missing,
        count(case when is_known and is_provisional then 1 end) as units_provisional,
        sum(case when is_known then opening end) as opening,
        sum(case when is_known then received end) as received,
        sum(case when is_known then resolved end) as resolved,
        sum(case when is_known then closing end) as closing,
        -- What is gone of the carried-over stock stands against the stock of the same offices.
        sum(case when is_known then carried_over_resolved end) as carried_over_resolved,
        sum(case when is_known and carried_over_resolved is not null then opening end) as carried_over,
        count(case when is_known and is_open and stock_change > 0 then 1 end) as units_growing,
        count(case when is_known and is_open and stock_change < 0 then 1 end) as units_shrinking,
        count(case when is_known and is_open and imbalance <> 0 then 1 end) as units_unbalanced,
        bool_or(is_known and is_estimate) as is_estimate
    from added
    group by province_code, flow_code, year, quarter, flow_name, field_code, field_short_name, flow_order, unit_of_measure
)
select
    province_code, flow_code, year, quarter, flow_name, field_code, field_short_name, flow_order, unit_of_measure,
    units_expected, units_counted, units_closed, units_missing, units_provisional, units_provisional > 0 as is_provisional,
    cast(opening as decimal(24, 4)) as opening,
    cast(received as decimal(24, 4)) as received,
    cast(resolved as decimal(24, 4)) as resolved,
    cast(closing as decimal(24, 4)) as closing,
    cast(carried_over_resolved as decimal(24, 4)) as carried_over_resolved,
    cast(carried_over as decimal(24, 4)) as carried_over,
    cast(opening + received as decimal(24, 4)) as to_resolve,
    case when opening + received > 0 then cast(resolved as double) / cast(opening + received as double) end as resolution_rate,
    case when carried_over > 0 then cast(carried_over_resolved as double) / cast(carried_over as double) end
        as carried_over_resolved_rate,
    case when opening + received > 0 then cast(100 * resolved as double) / cast(opening + received as double) end
        as resolution_percent,
    case when carried_over > 0 then cast(100 * carried_over_resolved as double) / cast(carried_over as double) end
        as carried_over_resolved_percent,
    cast(closing - opening as decimal(24, 4)) as stock_change,
    cast(opening + received - resolved as decimal(24, 4)) as computed_closing,
    cast(closing - (opening + received - resolved) as decimal(24, 4)) as imbalance,
    units_growing, units_shrinking, units_unbalanced, is_estimate
from summed
