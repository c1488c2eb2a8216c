-- Các đơn vị được xét trong kết quả toàn tỉnh: như đang có trong quý; đơn vị đã giải thể trong năm thì như ở quý cuối đã báo cáo.
-- grain: province_code, indicator_code, year, quarter, unit_code
with member as (
    select
        s.province_code, l.indicator_code, s.year, s.quarter, s.unit_code, s.stood_in, s.is_open, s.has_closed,
        l.level, l.plan_code, l.measure, l.kind, l.phasing, l.due_on, l.target, l.is_known, l.period_to,
        -- What closed has no more time, however early it last reported: all of its target is expected of it.
        l.is_due or s.has_closed as is_due,
        case when s.has_closed and l.measure = 'count' and l.phasing <> 'each_quarter' then l.target - mod(l.target, 1) else l.expected end
            as expected,
        l.per, l.why_no_target, l.is_changed_in_year, l.is_by_quarter, l.is_by_volume, l.is_estimate, l.counted_numerator, l.counted_denominator, l.denominator as own_denominator,
        l.is_known and l.is_complete and s.last_open = s.stood_in as is_whole,
        r.numerator, r.denominator, r.numerator_last, r.denominator_last
    from work.province_stood as s
    inner join work.unit_level as l
        on l.unit_code = s.unit_code and l.year = s.year and l.quarter = s.stood_in and l.is_headline
    inner join work.result as r
        on r.unit_code = l.unit_code and r.indicator_code = l.indicator_code and r.year = l.year and r.quarter = l.quarter
),
-- The stock at the start of an office that took over stands in that of its predecessors, where those are in.
doubled as (
    select distinct m.unit_code, m.indicator_code, m.year, m.quarter, t.part, t.data_element_code, t.amount
    from member as m
    inner join work.doubled_first as t
        on t.owner_kind = 'indicator' and t.owner_code = m.indicator_code and t.unit_code = m.unit_code
        and t.year = m.year and t.quarter = m.stood_in
    inner join member as before
        on before.unit_code = t.predecessor and before.province_code = m.province_code and before.indicator_code = m.indicator_code
        and before.year = m.year and before.quarter = m.quarter and before.is_known
),
twice as (
    select
        unit_code, indicator_code, year, quarter,
        cast(sum(case when part = 'numerator' then amount else 0 end) as decimal(26, 4)) as numerator,
        cast(sum(case when part = 'denominator' then amount else 0 end) as decimal(26, 4)) as denominator
    from doubled
    group by unit_code, indicator_code, year, quarter
)
select
    m.province_code, m.indicator_code, m.year, m.quarter, m.unit_code, m.stood_in, m.is_open, m.has_closed, m.level, m.plan_code,
    m.measure, m.kind, m.per, m.why_no_target, m.is_changed_in_year, m.phasing, m.due_on, m.target, m.expected, m.is_known, m.is_due, m.period_to, m.is_by_quarter, m.is_by_volume, m.is_estimate, m.is_whole,
    m.own_denominator,
    m.numerator - case when m.has_closed then m.numerator_last else 0 end - coalesce(d.numerator, 0) as numerator,
    m.denominator - case when m.has_closed then m.denominator_last else 0 end - coalesce(d.denominator, 0) as denominator,
    m.counted_numerator, m.counted_denominator
from member as m
left join twice as d
    on d.unit_code = m.unit_code and d.indicator_code = m.indicator_code and d.year = m.year and d.quarter = m.quarter
