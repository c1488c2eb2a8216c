-- Kết quả đạt hoặc vượt tính trên số liệu sau hạn của mức: lúc hết hạn đã chưa đạt, hoặc không rõ lúc ấy ra sao.
-- grain: judgement_no
-- What is due within the year is judged by later figures, too: that it was not met in time is to be said beside it.
with met as (
    select * from work.judgement where is_judged and is_met and period_to > due_on and coalesce(phasing, '') <> 'each_quarter'
),
earlier as (
    select
        m.judgement_no, b.period_to, b.is_met and b.period_to <= b.due_on as is_met_in_time, b.period_to >= b.due_on as is_due,
        b.status = 'missed' as is_missed,
        row_number() over (partition by m.judgement_no order by case when b.period_to >= b.due_on then 0 else 1 end, b.quarter) as due_place,
        row_number() over (
            partition by m.judgement_no order by case when b.period_to <= b.due_on then 0 else 1 end, b.quarter desc
        ) as before_place
    from met as m
    inner join work.judgement as b
        on b.scope = m.scope and b.place_code = m.place_code and b.indicator_code = m.indicator_code and b.year = m.year and b.level = m.level
        and b.due_on = m.due_on and b.quarter < m.quarter
    where b.is_judged
),
-- The first figures that run to the day it was due or past it, and the last that do not run past it.
stood as (
    select
        judgement_no,
        max(case when is_due and due_place = 1 and is_missed then period_to end) as missed_to,
        bool_or(is_due) as was_judged_then,
        bool_or(before_place = 1 and is_met_in_time) as was_met_before
    from earlier
    group by judgement_no
),
placed as (
    select m.*, s.missed_to
    from met as m
    left join stood as s on s.judgement_no = m.judgement_no
    where s.missed_to is not null or m.direction = 'at_least' and not coalesce(s.was_judged_then or s.was_met_before, false)
),
dated as (
    select
        *,
        substr(cast(due_on as varchar), 9, 2) || '/' || substr(cast(due_on as varchar), 6, 2) || '/' || substr(cast(due_on as varchar), 1, 4)
            as due_text,
        substr(cast(missed_to as varchar), 9, 2) || '/' || substr(cast(missed_to as varchar), 6, 2) || '/'
            || substr(cast(missed_to as varchar), 1, 4) as missed_text,
        substr(cast(period_to as varchar), 9, 2) || '/' || substr(cast(period_to as varchar), 6, 2) || '/'
            || substr(cast(period_to as varchar), 1, 4) as to_text
    from placed
)
select
    judgement_no, scope, place_code, indicator_code, year, quarter, is_headline, missed_to is not null as was_missed,
    case
        when missed_to = due_on then '; lúc hết hạn, ngày ' || due_text || ', thì chưa đạt'
        when missed_to is not null then '; theo số liệu đến ngày ' || missed_text || ', khi đã quá hạn ngày ' || due_text || ', thì chưa đạt'
        else '; tính theo số liệu đến ngày ' || to_text || ', sau hạn ngày ' || due_text
    end as said
from dated
