-- Kết luận giao ban đang có hiệu lực: giao việc gì, ai chủ trì, hạn nào, đã xong hay số liệu đã đạt chưa; nhập trên trang.
-- grain: decision_key
-- made: whole
-- today: same
with entered as (
    select
        entry_key, version, entered_at, entered_by,
        cast(max(case when field = 'meeting_on' then value end) as date) as meeting_on,
        max(case when field = 'province_code' then value end) as province_code,
        max(case when field = 'unit_code' then value end) as unit_code,
        max(case when field = 'indicator_code' then value end) as indicator_code,
        max(case when field = 'task' then value end) as task,
        max(case when field = 'in_charge' then value end) as in_charge,
        max(case when field = 'takes_part' then value end) as takes_part,
        cast(max(case when field = 'due_on' then value end) as date) as due_on,
        cast(max(case when field = 'closed_on' then value end) as date) as closed_on,
        max(case when field = 'closing_note' then value end) as closing_note,
        coalesce(max(case when field = 'is_withdrawn' then value end), 'false') as is_withdrawn
    from raw.entry
    where kind = 'decision'
    group by entry_key, version, entered_at, entered_by
),
ordered as (
    select *, row_number() over (partition by entry_key order by version desc) as place from entered
),
later as (
    select
        o.entry_key, a.year, a.quarter, a.status, a.period_to, s.is_good,
        row_number() over (partition by o.entry_key order by a.year desc, a.quarter desc) as place
    from ordered as o
    inner join mart.attainment as a on a.unit_code = o.unit_code and a.indicator_code = o.indicator_code and a.period_to >= o.meeting_on
    inner join ref.statuses as s on s.status = a.status
    where o.place = 1 and s.is_judged
)
select
    o.entry_key as decision_key, o.version, o.entered_at, o.entered_by, o.meeting_on, o.province_code,
    o.unit_code, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    o.indicator_code, coalesce(i.short_name, i.name) as indicator_short_name,
    o.task, o.in_charge, o.takes_part, o.due_on, o.closed_on, o.closing_note,
    n.year as newest_year, n.quarter as newest_quarter, n.status as newest_status, n.period_to as newest_period_to, coalesce(n.is_good, false) as is_met
from ordered as o
left join ref.units as u on u.unit_code = o.unit_code
left join ref.indicators as i on i.indicator_code = o.indicator_code
left join later as n on n.entry_key = o.entry_key and n.place = 1
where o.place = 1 and o.is_withdrawn = 'false'
