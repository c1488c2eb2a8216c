-- Nhiệm vụ và phát hiện đến ngày xét của từng quý (xem work.followed_period): xong đúng hạn, xong muộn, quá hạn, sắp đến hạn, còn hạn.
-- grain: item, record_key, year, quarter
-- order: year, unit_code, item, record_key, quarter
-- What is known to be done is done in the newest quarter, whatever its day; earlier quarters count what was done by their end.
-- A task goes no further than its year: what was done after it is told of in the year's newest quarter, however many years follow.
-- A number that was reached without a day is late where a quarter that ended on the day it was due, or past it, told of fewer.
with short as (
    select distinct t.task_key, t.quarter
    from work.task as t
    inner join work.task as e on e.task_key = t.task_key and e.year = t.year and e.quarter < t.quarter
    inner join work.followed_period as m on m.year = e.year and m.quarter = e.quarter
    where e.done < e.planned and m.as_of >= t.due_on
),
item as (
    select
        'task' as item, t.task_key as record_key, t.unit_code, t.year, t.quarter, m.as_of, t.due_on,
        case when t.done_on <= m.as_of or m.is_last then t.done_on end as done_on,
        (t.done_on is not null and (t.done_on <= m.as_of or m.is_last)) or (t.done_on is null and coalesce(t.done >= t.planned, false)) as is_done,
        t.done_on is null and s.task_key is not null as is_short, false as is_unverified, t.kind = 'assignment' as is_noted
    from work.task as t
    inner join work.followed_period as m on m.year = t.year and m.quarter = t.quarter
    left join short as s on s.task_key = t.task_key and s.quarter = t.quarter
    union all
    select
        'finding', f.finding_key, f.unit_code, m.year, m.quarter, m.as_of, f.due_on,
        case when f.remedied_on <= m.as_of or m.is_newest then f.remedied_on end,
        f.remedied_on is not null and (f.remedied_on <= m.as_of or m.is_newest), false,
        -- Whose kind was taken back is no shortcoming: nothing can be asked of it until the kind is said again.
        f.verified_by is null, coalesce(f.kind, 'strength') = 'strength'
    from work.finding as f
    -- A finding is followed from the quarter of its inspection until the end of the year in which it is closed.
    inner join work.followed_period as m
        on (m.as_of >= f.decided_on or m.year = f.year and m.is_last or f.decided_on is null and m.year > f.year)
        and (m.year = f.year or f.kind <> 'strength' and (f.remedied_on is null or f.verified_by is null or f.remedied_on >= m.year_starts_on))
)
select
    item, record_key, unit_code, year, quarter, as_of, due_on, done_on, is_done,
    row_number() over (partition by item, record_key order by year desc, quarter desc) = 1 as is_latest,
    case
        when is_noted then 'noted'
        when is_done and is_unverified then 'to_verify'
        when is_done and (done_on > due_on or is_short) then 'done_late'
        when is_done then 'done_in_time'
        when due_on is null then 'no_due'
        when due_on <= as_of then 'overdue'
        when date_diff('day', as_of, due_on) <= 14 then 'due_soon'
        else 'open'
    end as status,
    case when not is_done and due_on <= as_of then date_diff('day', due_on, as_of) end as days_over,
    case when not is_done and due_on > as_of then date_diff('day', as_of, due_on) end as days_left,
    case when is_done and done_on > due_on then date_diff('day', due_on, done_on) end as days_late
from item
