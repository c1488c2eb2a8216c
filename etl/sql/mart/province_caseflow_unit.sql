-- Từng đơn vị trong án thụ lý toàn tỉnh: đứng ở quý nào, góp bao nhiêu; đơn vị đã giải thể trong năm thì như ở quý cuối đã báo cáo, trừ số còn lại; tồn đầu năm đã nằm trong của đơn vị cũ thì không cộng nữa.
-- grain: province_code, flow_code, year, quarter, unit_code
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
)
select
    m.province_code, m.flow_code, m.year, m.quarter, m.unit_code, m.stood_in,
    m.flow_name, m.field_code, m.field_short_name, m.flow_order, m.unit_of_measure,
    m.unit_short_name, m.is_open, m.is_known, m.is_provisional, m.is_estimate, m.stock_change, m.imbalance,
    m.opening - cast(coalesce(l.opening, 0) as decimal(24, 4)) as opening,
    m.received - cast(coalesce(l.received, 0) as decimal(24, 4)) as received,
    m.resolved - cast(coalesce(l.resolved, 0) as decimal(24, 4)) as resolved,
    m.closing - cast(coalesce(l.closing, 0) as decimal(24, 4)) as closing,
    m.carried_over_resolved - cast(coalesce(l.carried_over_resolved, 0) as decimal(24, 4)) as carried_over_resolved
from member as m
left join left_out as l
    on l.unit_code = m.unit_code and l.flow_code = m.flow_code and l.year = m.year and l.quarter = m.quarter
