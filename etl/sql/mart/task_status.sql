-- Nhiệm vụ của từng đơn vị đến ngày cuối từng quý: ai làm, hạn nào, xong chưa, đúng hạn hay muộn, còn bao nhiêu.
-- grain: unit_code, task_key, year, quarter
-- made: whole
-- today: same
with placed as (
    select
        t.task_key, t.unit_code, t.year, t.quarter, t.number, t.kind, t.field_code, t.text, t.responsible, t.due_on, t.planned, t.evidence,
        f.done_on,
        -- Nothing said is not nothing done.
        coalesce(t.done, case when f.done_on is not null then t.planned end) as done, f.as_of, f.status, f.days_over, f.days_left, f.days_late, f.is_done, f.is_latest,
        greatest(p.year_starts_on, coalesce(u.opened_on, p.year_starts_on)) as from_day,
        least(coalesce(t.due_on, p.year_ends_on), coalesce(u.closed_on, p.year_ends_on)) as last_day
    from work.task as t
    inner join ref.units as u on u.unit_code = t.unit_code
    inner join work.follow_up as f on f.item = 'task' and f.record_key = t.task_key and f.year = t.year and f.quarter = t.quarter
    inner join work.followed_period as p on p.year = t.year and p.quarter = t.quarter
    where t.kind <> 'assignment'
),
counted as (
    select *, greatest(date_diff('day', from_day, least(as_of, last_day)) + 1, 0) as days_to_date, date_diff('day', from_day, last_day) + 1 as days from placed
),
-- What has to be done by now, in proportion to the days from the year's start, or the office's opening, through the day it is due.
paced as (
    select
        *,
        case
            when planned > 1 and days_to_date >= days then planned
            when planned > 1 then cast((planned * days_to_date - mod(planned * days_to_date, days)) / days as integer)
        end as expected
    from counted
)
select
    t.unit_code, t.task_key, t.year, t.quarter, u.province_code, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    t.number, t.kind, k.name as kind_name, t.field_code, coalesce(d.short_name, d.name) as field_short_name, t.text, t.responsible,
    t.due_on, t.done_on, t.planned, t.done, t.expected, t.evidence, t.as_of, t.status, s.name as status_name, s.sort_order as status_order,
    s.is_good, s.is_open, t.days_over, t.days_left, t.days_late, t.is_done, t.is_latest,
    not t.is_done and coalesce(t.done < t.expected, false) as is_behind,
    t.unit_code as made_by, coalesce(u.short_name, u.name) as made_by_short_name,
    case
        when t.status = 'done_in_time' and t.done_on is null then 'Đã xong ' || t.done || '/' || t.planned || '.'
        when t.status = 'done_in_time' then 'Xong ngày ' || substr(cast(t.done_on as varchar), 9, 2) || '/' || substr(cast(t.done_on as varchar), 6, 2) || '/' || substr(cast(t.done_on as varchar), 1, 4) || coalesce(', hạn ' || substr(cast(t.due_on as varchar), 9, 2) || '/' || substr(cast(t.due_on as varchar), 6, 2) || '/' || substr(cast(t.due_on as varchar), 1, 4), '') || '.'
        when t.status = 'done_late' and t.done_on is null then 'Đã xong ' || t.done || '/' || t.planned || ' nhưng sau hạn ' || substr(cast(t.due_on as varchar), 9, 2) || '/' || substr(cast(t.due_on as varchar), 6, 2) || '/' || substr(cast(t.due_on as varchar), 1, 4) || '; không ghi ngày xong.'
        when t.status = 'done_late' then 'Xong ngày ' || substr(cast(t.done_on as varchar), 9, 2) || '/' || substr(cast(t.done_on as varchar), 6, 2) || '/' || substr(cast(t.done_on as varchar), 1, 4) || ', muộn ' || t.days_late || ' ngày so với hạn ' || substr(cast(t.due_on as varchar), 9, 2) || '/' || substr(cast(t.due_on as varchar), 6, 2) || '/' || substr(cast(t.due_on as varchar), 1, 4) || '.'
        when t.status = 'overdue' and t.days_over = 0 then 'Đến hạn ngày ' || substr(cast(t.due_on as varchar), 9, 2) || '/' || substr(cast(t.due_on as varchar), 6, 2) || '/' || substr(cast(t.due_on as varchar), 1, 4) || ' mà chưa báo xong'
            || case when t.planned > 1 then coalesce(', mới được ' || t.done || '/' || t.planned, '') else '' end || '.'
        when t.status = 'overdue' then 'Quá hạn ' || t.days_over || ' ngày (hạn ' || substr(cast(t.due_on as varchar), 9, 2) || '/' || substr(cast(t.due_on as varchar), 6, 2) || '/' || substr(cast(t.due_on as varchar), 1, 4) || '), chưa báo xong'
            || case when t.planned > 1 then coalesce(', mới được ' || t.done || '/' || t.planned, '') else '' end || '.'
        when t.status = 'due_soon' then 'Còn ' || t.days_left || ' ngày đến hạn ' || substr(cast(t.due_on as varchar), 9, 2) || '/' || substr(cast(t.due_on as varchar), 6, 2) || '/' || substr(cast(t.due_on as varchar), 1, 4)
            || case when t.planned > 1 then coalesce(', đã được ' || t.done || '/' || t.planned, '') else '' end || '.'
        when t.planned > 1 and t.done is null then 'Chưa báo đã làm được bao nhiêu; đến nay phải có ' || t.expected || '/' || t.planned || '.'
        when t.planned > 1 then 'Đã được ' || t.done || '/' || t.planned || ', đến nay phải có ' || t.expected
            || case when t.done < t.expected then ': chậm ' || (t.expected - t.done) else '' end || coalesce('; hạn ' || substr(cast(t.due_on as varchar), 9, 2) || '/' || substr(cast(t.due_on as varchar), 6, 2) || '/' || substr(cast(t.due_on as varchar), 1, 4), '') || '.'
        when t.status = 'open' then 'Còn hạn, đến ' || substr(cast(t.due_on as varchar), 9, 2) || '/' || substr(cast(t.due_on as varchar), 6, 2) || '/' || substr(cast(t.due_on as varchar), 1, 4) || '.'
        else 'Chưa báo xong, kế hoạch không ghi hạn.'
    end
    || case when t.is_done and t.done < t.planned then ' Đã ghi ngày xong nhưng số đã làm mới là ' || t.done || '/' || t.planned || '; cần xem lại.' else '' end
    || case when t.done > t.planned then ' Số đã làm (' || t.done || ') nhiều hơn số phải làm (' || t.planned || '); cần xem lại.' else '' end as reason
from paced as t
inner join ref.units as u on u.unit_code = t.unit_code
left join ref.fields as d on d.field_code = t.field_code
left join ref.record_words as k on k.about = 'task_kind' and k.code = t.kind
inner join ref.follow_up_statuses as s on s.status = t.status
