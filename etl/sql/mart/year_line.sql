-- Mỗi việc phải làm trong năm công tác, toàn tỉnh, một câu: ban hành kế hoạch, phân công, giao ban, án trọng điểm, kiểm tra, nhắc nhở.
-- grain: province_code, topic, year, quarter
-- made: whole
-- today: same
with counted as (
    select
        u.province_code, p.year, p.quarter, count(*) as units,
        count(case when u.closed_on < p.ends_on then 1 end) as closed, count(case when u.opened_on > p.ends_on then 1 end) as later
    from work.period as p
    inner join work.open_unit as o on o.year = p.year
    inner join ref.units as u on u.unit_code = o.unit_code
    group by u.province_code, p.year, p.quarter
),
-- All that are open in the year have a plan and tasks; those that are not open at the quarter's end are counted apart.
place as (
    select
        province_code, year, quarter, units,
        units || ' đơn vị' || case
            when closed > 0 and later > 0 then ' (' || closed || ' đã kết thúc hoạt động, ' || later || ' thành lập sau)'
            when closed > 0 then ' (' || closed || ' đã kết thúc hoạt động)'
            when later > 0 then ' (' || later || ' thành lập sau)'
            else ''
        end as offices
    from counted
),
plan as (
    select
        province_code, year,
        count(case when status <> 'missing' then 1 end) as issued, count(case when status = 'in_time' then 1 end) as in_time,
        count(case when status = 'late' then 1 end) as late, count(case when is_in_order then 1 end) as in_order,
        string_agg(case when status = 'late' then unit_short_name end, ', ' order by unit_short_name) as late_units,
        string_agg(case when status = 'missing' then unit_short_name end, ', ' order by unit_short_name) as missing_units,
        count(case when spread_on is not null then 1 end) as spread,
        count(case when raised > 0 then 1 end) as units_raised, sum(raised) as raised,
        count(case when additional > 0 then 1 end) as units_added, sum(additional) as additional,
        count(case when lowered > 0 then 1 end) as units_lowered, sum(lowered) as lowered
    from mart.plan_status
    group by province_code, year
),
task as (
    select
        province_code, year, quarter, kind, max(kind_name) as kind_name,
        count(*) as tasks, count(distinct unit_code) as units, sum(planned) as planned,
        coalesce(sum(case when done > planned then planned else done end), 0) as done,
        count(case when is_done then 1 end) as done_tasks, count(case when planned > 1 and done is null then 1 end) as unknown,
        count(case when status = 'overdue' then 1 end) as overdue, count(case when is_behind then 1 end) as behind
    from mart.task_status
    group by province_code, year, quarter, kind
),
assigned as (
    select
        province_code, year, count(distinct unit_code) as units, count(distinct case when gaps = 0 then unit_code end) as whole,
        string_agg(case when gaps > 0 then unit_short_name || ' (' || gaps || ' lĩnh vực)' end, ', ' order by unit_short_name) as missing
    from (
        select province_code, year, unit_code, unit_short_name, count(case when not is_assigned then 1 end) as gaps
        from mart.assignment
        group by province_code, year, unit_code, unit_short_name
    ) as a
    group by province_code, year
),
inspected as (
    select
        province_code, year, count(case when state = 'direct' then 1 end) as direct, count(case when state = 'self' then 1 end) as self,
        count(case when state = 'none' then 1 end) as none,
        string_agg(case when state = 'none' then unit_short_name end, ', ' order by unit_short_name) as missing
    from mart.inspection_unit
    group by province_code, year
),
found as (
    select
        province_code, year, quarter, kind, count(*) as findings, count(distinct unit_code) as units,
        count(case when is_done then 1 end) as remedied, count(case when status = 'overdue' then 1 end) as overdue,
        count(case when is_repeated then 1 end) as repeated
    from mart.finding_status
    where kind <> 'strength'
    group by province_code, year, quarter, kind
),
line as (
    select
        w.province_code, w.year, w.quarter, 'plan_issued' as topic, 1 as topic_order, p.in_time as done, w.units as total,
        'Ban hành kế hoạch: ' || p.issued || '/' || w.offices || ' đã ban hành; ' || p.in_time || ' kịp thời, ' || p.late || ' muộn'
        || coalesce(' (' || p.late_units || ')', '') || coalesce(', chưa có: ' || p.missing_units, '') || '; ' || p.in_order
        || ' đúng trình tự sau kế hoạch của tỉnh; ' || p.spread || ' có ghi việc quán triệt chỉ thị.' as reason
    from place as w
    inner join plan as p on p.province_code = w.province_code and p.year = w.year
    union all
    select
        w.province_code, w.year, w.quarter, 'plan_raised', 2, p.units_raised, w.units,
        'Chỉ tiêu cao hơn: ' || p.units_raised || '/' || w.offices || ' đề ra chỉ tiêu cao hơn mức giao, tất cả ' || p.raised
        || ' chỉ tiêu; ' || p.units_lowered || ' đơn vị đề ra ' || p.lowered || ' chỉ tiêu thấp hơn.'
    from place as w
    inner join plan as p on p.province_code = w.province_code and p.year = w.year
    union all
    select
        w.province_code, w.year, w.quarter, 'plan_added', 3, p.units_added, w.units,
        'Chỉ tiêu đặt thêm: ' || p.units_added || '/' || w.offices || ' đặt thêm những chỉ tiêu khác, tất cả ' || p.additional || ' chỉ tiêu.'
    from place as w
    inner join plan as p on p.province_code = w.province_code and p.year = w.year
    union all
    select
        w.province_code, w.year, w.quarter, 'assignment', 4, a.whole, w.units,
        'Phân công nhiệm vụ: ' || a.whole || '/' || w.offices || ' phân công người phụ trách đủ các lĩnh vực'
        || coalesce('; còn thiếu: ' || a.missing, '') || '.'
    from place as w
    inner join assigned as a on a.province_code = w.province_code and a.year = w.year
    union all
    select
        w.province_code, w.year, w.quarter, t.kind, 10 + coalesce(k.sort_order, 0), t.done, t.planned,
        coalesce(t.kind_name, t.kind) || ': ' || t.units || '/' || w.offices || ' đưa vào kế hoạch, đã thực hiện ' || t.done || '/' || t.planned
        || case when t.tasks <> t.planned then '' else ' việc' end
        || case when t.unknown > 0 then '; ' || t.unknown || ' việc chưa báo số' else '' end
        || case when t.behind > 0 then '; ' || t.behind || ' việc chậm so với tiến độ' else '' end
        || case when t.overdue > 0 then '; ' || t.overdue || ' việc quá hạn' else '' end || '.'
    from place as w
    inner join task as t on t.province_code = w.province_code and t.year = w.year and t.quarter = w.quarter
    left join ref.record_words as k on k.about = 'task_kind' and k.code = t.kind
    union all
    select
        w.province_code, w.year, w.quarter, 'inspection', 30, i.direct + i.self, w.units,
        'Kiểm tra: ' || i.direct || ' đơn vị tỉnh kiểm tra trực tiếp, ' || i.self || ' đơn vị tự kiểm tra và gửi báo cáo, ' || i.none
        || ' đơn vị chưa có kết quả' || coalesce(' (' || i.missing || ')', '') || '.'
    from place as w
    inner join inspected as i on i.province_code = w.province_code and i.year = w.year
    union all
    select
        w.province_code, w.year, w.quarter, f.kind, 31 + coalesce(k.sort_order, 0), f.remedied, f.findings,
        coalesce(k.name, f.kind) || ': ' || f.findings || ' điều ở ' || f.units || ' đơn vị; đã khắc phục ' || f.remedied || ', quá hạn ' || f.overdue
        || case when f.repeated > 0 then ', lặp lại ' || f.repeated else '' end || '.'
    from place as w
    inner join found as f on f.province_code = w.province_code and f.year = w.year and f.quarter = w.quarter
    left join ref.record_words as k on k.about = 'finding_kind' and k.code = f.kind
)
select
    province_code, topic, year, quarter, topic_order, cast(done as bigint) as done, cast(total as bigint) as total, reason
from line
