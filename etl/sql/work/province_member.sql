-- Các đơn vị được xét trong kết quả toàn tỉnh: như đang có trong quý; đơn vị đã giải thể trong năm thì như ở quý cuối đã báo cáo.
-- grain: province_code, indicator_code, year, quarter, unit_code
with unit_quarter as (
    select
        u.unit_code, u.province_code, p.year, p.quarter,
        coalesce(u.opened_on <= p.ends_on, true) and coalesce(u.closed_on >= p.starts_on, true) as is_open,
        coalesce(u.closed_on >= p.year_starts_on and u.closed_on < p.ends_on, false) as has_closed,
        (
            select max(up.quarter) from work.unit_period as up
            where up.unit_code = u.unit_code and up.year = p.year and up.quarter <= p.quarter and up.is_reported
        ) as last_reported,
        (
            select max(up.quarter) from work.unit_period as up
            where up.unit_code = u.unit_code and up.year = p.year and up.quarter <= p.quarter
        ) as last_open
    from work.office as u
    cross join work.period as p
),
stood as (
    select
        *,
        case when has_closed and last_reported is not null then last_reported when is_open then quarter end as stood_in
    from unit_quarter
    where last_open is not null
),
member as (
    select
        s.province_code, l.indicator_code, s.year, s.quarter, s.unit_code, s.stood_in, s.is_open, s.has_closed,
        l.level, l.plan_code, l.measure, l.kind, l.phasing, l.due_on, l.target, l.expected, l.is_known, l.is_due, l.period_to,
        l.is_by_quarter, l.is_estimate, l.counted_numerator, l.counted_denominator, l.denominator as own_denominator,
        l.is_known and l.is_complete and s.last_open = s.stood_in as is_whole,
        r.numerator, r.denominator, r.numerator_first, r.numerator_last, r.denominator_first, r.denominator_last
    from stood as s
    inner join work.unit_level as l
        on l.unit_code = s.unit_code and l.year = s.year and l.quarter = s.stood_in and l.is_headline
    inner join work.result as r
        on r.unit_code = l.unit_code and r.indicator_code = l.indicator_code and r.year = l.year and r.quarter = l.quarter
),
-- The stock at the start of an office that took over stands in its predecessors' already.
doubled as (
    select distinct m.unit_code, m.indicator_code, m.year, m.quarter
    from member as m
    inner join work.takeover as t on t.unit_code = m.unit_code and t.year = m.year and t.quarter = m.quarter
    inner join member as before
        on before.unit_code = t.predecessor and before.indicator_code = m.indicator_code and before.year = m.year
        and before.quarter = m.quarter and before.is_known
)
select
    m.province_code, m.indicator_code, m.year, m.quarter, m.unit_code, m.stood_in, m.is_open, m.has_closed, m.level, m.plan_code,
    m.measure, m.kind, m.phasing, m.due_on, m.target, m.expected, m.is_known, m.is_due, m.period_to, m.is_by_quarter, m.is_estimate, m.is_whole,
    m.own_denominator,
    m.numerator - case when m.has_closed then m.numerator_last else 0 end
        - case when d.unit_code is not null then m.numerator_first else 0 end as numerator,
    m.denominator - case when m.has_closed then m.denominator_last else 0 end
        - case when d.unit_code is not null then m.denominator_first else 0 end as denominator,
    m.counted_numerator, m.counted_denominator
from member as m
left join doubled as d
    on d.unit_code = m.unit_code and d.indicator_code = m.indicator_code and d.year = m.year and d.quarter = m.quarter
