-- Lời hẹn nhìn ở từng quý của năm công tác mà nó được hẹn hoặc đến hạn: đến hẹn trong 7 ngày tới, quá hẹn, đã giữ, chưa đến hẹn.
-- grain: unit_code, indicator_code, made_year, made_quarter, year, quarter
with alive as (
    select
        e.unit_code, e.indicator_code, e.year as made_year, e.quarter as made_quarter, e.cause, e.remedy, e.responsible, e.promised_on,
        e.file, e.sheet, e.cell, p.year, p.quarter, p.period_no
    from mart.explanation as e
    inner join ref.periods as m on m.year = e.year and m.quarter = e.quarter
    inner join work.period as p on p.period_no >= m.period_no and (p.year = e.year or e.promised_on >= p.year_starts_on)
),
known_to as (
    select province_code, year, quarter, max(period_to) as period_to
    from work.unit_period
    where is_reported
    group by province_code, year, quarter
),
later as (
    select
        e.unit_code, e.indicator_code, e.year as made_year, e.quarter as made_quarter,
        a.year as due_year, a.quarter as due_quarter, p.period_no as due_no, a.period_to, a.status, s.is_good,
        row_number() over (partition by e.unit_code, e.indicator_code, e.year, e.quarter order by a.year, a.quarter) as place
    from mart.explanation as e
    inner join mart.attainment as a
        on a.unit_code = e.unit_code and a.indicator_code = e.indicator_code and a.period_to >= e.promised_on
        and (a.year > e.year or a.year = e.year and a.quarter > e.quarter)
    inner join ref.periods as p on p.year = a.year and p.quarter = a.quarter
    inner join ref.statuses as s on s.status = a.status
    where s.is_known
),
stood as (
    select
        v.*, k.period_to as known_to, n.status as newest_status, n.reason as newest_reason, d.due_year, d.due_quarter, d.period_to as due_period_to, d.status as due_status,
        coalesce(not d.is_good, false) as is_broken,
        case
            when v.promised_on is null then 'no_day'
            when d.unit_code is not null and d.is_good is null then 'not_judged'
            when d.is_good then 'kept'
            when d.unit_code is not null and g.is_good then 'kept_late'
            -- Nobody reports for an office after its last day.
            when d.unit_code is null and u.closed_on < v.promised_on and u.closed_on <= k.period_to then 'closed'
            when d.unit_code is not null or v.promised_on <= k.period_to then 'overdue'
            when date_diff('day', k.period_to, v.promised_on) between 1 and 7 then 'this_week'
            else 'pending'
        end as state
    from alive as v
    inner join ref.units as u on u.unit_code = v.unit_code
    left join known_to as k on k.province_code = u.province_code and k.year = v.year and k.quarter = v.quarter
    left join later as d
        on d.unit_code = v.unit_code and d.indicator_code = v.indicator_code and d.made_year = v.made_year and d.made_quarter = v.made_quarter
        and d.place = 1 and d.due_no <= v.period_no
    left join mart.attainment as n
        on n.unit_code = v.unit_code and n.indicator_code = v.indicator_code and n.year = v.year and n.quarter = v.quarter
    left join ref.statuses as g on g.status = n.status
)
select
    t.unit_code, t.indicator_code, t.made_year, t.made_quarter, t.year, t.quarter,
    u.province_code, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    i.field_code, coalesce(f.name, i.field_code) as field_name,
    i.name as indicator_name, coalesce(i.short_name, i.name) as indicator_short_name, coalesce(i.is_focus, false) as is_focus, i.direction,
    t.cause, t.remedy, t.responsible,
    -- Two offices may each have a Nguyễn Văn A.
    t.unit_code || '/' || coalesce(t.responsible, '') as person_code,
    t.promised_on, t.state, t.is_broken,
    t.known_to, date_diff('day', t.promised_on, t.known_to) as days_past,
    row_number() over (
        partition by u.province_code, t.year, t.quarter
        order by
            case t.state
                when 'this_week' then 1 when 'overdue' then 2 when 'pending' then 3 when 'no_day' then 4 when 'not_judged' then 5
                when 'closed' then 6 when 'kept_late' then 7 else 8
            end,
            t.promised_on, i.is_focus desc, t.unit_code, t.indicator_code, t.made_year, t.made_quarter
    ) as state_order,
    a.status as made_status, a.reason as made_reason, t.due_year, t.due_quarter, t.due_period_to, t.due_status,
    t.newest_status, t.newest_reason,
    t.file, t.sheet, t.cell,
    t.unit_code as made_by, coalesce(u.short_name, u.name) as made_by_short_name
from stood as t
inner join ref.units as u on u.unit_code = t.unit_code
inner join ref.indicators as i on i.indicator_code = t.indicator_code
left join ref.fields as f on f.field_code = i.field_code
left join mart.attainment as a
    on a.unit_code = t.unit_code and a.indicator_code = t.indicator_code and a.year = t.made_year and a.quarter = t.made_quarter
