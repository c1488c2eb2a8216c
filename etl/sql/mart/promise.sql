-- Lời hẹn trong giải trình và kết quả của nó: đến ngày hẹn thì chỉ tiêu đã đạt hoặc đúng tiến độ hay chưa.
-- grain: unit_code, indicator_code, year, quarter
-- made: whole
with later as (
    select
        e.unit_code, e.indicator_code, e.year, e.quarter,
        a.year as later_year, a.quarter as later_quarter, a.period_to, a.status, s.is_good,
        row_number() over (
            partition by e.unit_code, e.indicator_code, e.year, e.quarter order by a.year desc, a.quarter desc
        ) = 1 as is_newest,
        a.period_to >= e.promised_on as is_past_the_day
    from mart.explanation as e
    inner join mart.attainment as a
        on a.unit_code = e.unit_code and a.indicator_code = e.indicator_code
        and (a.year > e.year or a.year = e.year and a.quarter > e.quarter)
    inner join ref.statuses as s on s.status = a.status
    where s.is_known
),
-- A promise is looked at in the first figures that run to its day: what happens after belongs to another promise.
due as (
    select
        *,
        row_number() over (partition by unit_code, indicator_code, year, quarter order by later_year, later_quarter) as place
    from later
    where is_past_the_day
),
known_to as (
    select province_code, max(period_to) as period_to from work.unit_period where is_reported group by province_code
),
told as (
    select
        e.unit_code, e.indicator_code, e.year, e.quarter, p.ends_on,
        u.province_code, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
        i.field_code, coalesce(f.name, i.field_code) as field_name,
        i.name as indicator_name, coalesce(i.short_name, i.name) as indicator_short_name, coalesce(i.is_focus, false) as is_focus, i.direction,
        e.cause, e.remedy, e.responsible, e.promised_on,
        a.status, a.reason,
        n.later_year as newest_year, n.later_quarter as newest_quarter, n.period_to as newest_period_to, n.status as newest_status,
        d.later_year as due_year, d.later_quarter as due_quarter, d.period_to as due_period_to, d.status as due_status,
        coalesce(e.promised_on <= k.period_to, false) as is_due,
        d.is_good as is_kept,
        case
            when e.promised_on is null then 'no_day'
            -- Nobody reports for an office after its last day.
            when d.unit_code is null and u.closed_on < e.promised_on and u.closed_on <= k.period_to then 'closed'
            when d.unit_code is null and e.promised_on <= k.period_to then 'no_figures'
            when d.unit_code is null then 'pending'
            when d.is_good is null then 'not_judged'
            when d.is_good then 'kept'
            else 'not_kept'
        end as outcome,
        e.unit_code as made_by, coalesce(u.short_name, u.name) as made_by_short_name
    from mart.explanation as e
    left join mart.attainment as a
        on a.unit_code = e.unit_code and a.indicator_code = e.indicator_code and a.year = e.year and a.quarter = e.quarter
    left join later as n
        on n.unit_code = e.unit_code and n.indicator_code = e.indicator_code and n.year = e.year and n.quarter = e.quarter
        and n.is_newest
    left join due as d
        on d.unit_code = e.unit_code and d.indicator_code = e.indicator_code and d.year = e.year and d.quarter = e.quarter
        and d.place = 1
    inner join ref.units as u on u.unit_code = e.unit_code
    inner join ref.indicators as i on i.indicator_code = e.indicator_code
    left join ref.fields as f on f.field_code = i.field_code
    inner join ref.periods as p on p.year = e.year and p.quarter = e.quarter
    left join known_to as k on k.province_code = u.province_code
)
select
    *,
    row_number() over (
        partition by province_code
        -- What was not kept first; of what is as yet neither kept nor broken the next is told of before what nobody can tell.
        order by
            case outcome
                when 'not_kept' then 1 when 'no_figures' then 2 when 'pending' then 3 when 'no_day' then 4 when 'not_judged' then 5
                when 'closed' then 6 else 7
            end,
            is_focus desc, promised_on desc, unit_code, indicator_code, year, quarter
    ) as outcome_order
from told
