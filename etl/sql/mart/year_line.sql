-- Mỗi việc phải làm trong năm công tác, toàn tỉnh, một câu: ban hành kế hoạch, phân công, giao ban, án trọng điểm, kiểm tra, nhắc nhở.
-- grain: province_code, topic, year, quarter
-- made: whole
-- today: same
-- Who is open in the year has a plan and tasks from its opening on; those that closed since are counted with them, and the first line says it.
with office as (
    select u.unit_code, u.province_code, m.year, m.quarter, m.roman, m.ends_on, m.is_last, coalesce(u.closed_on < m.ends_on, false) as is_closed
    from work.followed_period as m
    inner join work.open_unit as o on o.year = m.year
    inner join ref.units as u on u.unit_code = o.unit_code and (u.opened_on is null or u.opened_on <= m.ends_on)
),
place as (
    select
        province_code, year, quarter, max(roman) as roman, count(*) as units,
        case when count(case when is_closed then 1 end) > 0 then ' (' || count(case when is_closed then 1 end) || ' đã kết thúc hoạt động)' else '' end
            as closed
    from office
    group by province_code, year, quarter
),
-- What an office's plans of the year come to together.
stance as (
    select
        unit_code, year, count(case when stance = 'raised' then 1 end) as raised, count(case when stance = 'additional' then 1 end) as additional,
        count(case when stance = 'lowered' then 1 end) as lowered, count(case when stance is null then 1 end) as unlike
    from mart.plan_stance
    group by unit_code, year
),
-- A plan of a day after the quarter is not known in it; in the year's newest quarter all that is known counts.
stated as (
    select
        o.province_code, o.year, o.quarter, p.unit_short_name,
        case when p.issued_on > o.ends_on and not o.is_last then 'missing' else p.status end as status,
        p.is_in_order, coalesce(h.raised, 0) as raised, coalesce(h.additional, 0) as additional, coalesce(h.lowered, 0) as lowered, coalesce(h.unlike, 0) as unlike,
        p.spread_on <= o.ends_on or p.spread_on is not null and o.is_last as is_spread
    from office as o
    inner join mart.plan_status as p on p.unit_code = o.unit_code and p.year = o.year and p.plan_no = 1
    left join stance as h on h.unit_code = o.unit_code and h.year = o.year
),
plan as (
    select
        province_code, year, quarter,
        count(case when status <> 'missing' then 1 end) as issued, count(case when status = 'in_time' then 1 end) as in_time,
        count(case when status = 'late' then 1 end) as late, count(case when status = 'no_deadline' then 1 end) as no_deadline,
        count(case when status = 'undated' then 1 end) as undated,
        count(case when status <> 'missing' and is_in_order then 1 end) as in_order,
        string_agg(case when status = 'late' then unit_short_name end, ', ' order by unit_short_name collate vi) as late_units,
        string_agg(case when status = 'missing' then unit_short_name end, ', ' order by unit_short_name collate vi) as missing_units,
        count(case when status <> 'missing' and is_spread then 1 end) as spread,
        count(case when status <> 'missing' and raised > 0 then 1 end) as units_raised,
        sum(case when status <> 'missing' then raised else 0 end) as raised,
        count(case when status <> 'missing' and additional > 0 then 1 end) as units_added,
        sum(case when status <> 'missing' then additional else 0 end) as additional,
        count(case when status <> 'missing' and lowered > 0 then 1 end) as units_lowered,
        sum(case when status <> 'missing' then lowered else 0 end) as lowered,
        sum(case when status <> 'missing' then unlike else 0 end) as unlike
    from stated
    group by province_code, year, quarter
),
task as (
    select
        province_code, year, quarter, kind, max(kind_name) as kind_name,
        count(*) as tasks, count(distinct unit_code) as units, sum(planned) as planned,
        coalesce(sum(done), 0) as done,
        count(case when is_done then 1 end) as done_tasks, count(case when planned > 1 and done is null then 1 end) as unknown,
        count(case when status = 'overdue' then 1 end) as overdue, count(case when is_behind then 1 end) as behind
    from mart.task_status
    group by province_code, year, quarter, kind
),
assigned as (
    select
        o.province_code, o.year, o.quarter, count(case when a.gaps = 0 then 1 end) as whole,
        string_agg(case when a.gaps > 0 then a.unit_short_name || ' (' || a.gaps || ' lĩnh vực)' end, ', ' order by a.unit_short_name collate vi) as missing
    from office as o
    inner join (
        select year, unit_code, unit_short_name, count(case when not is_assigned then 1 end) as gaps
        from mart.assignment
        group by year, unit_code, unit_short_name
    ) as a on a.unit_code = o.unit_code and a.year = o.year
    group by o.province_code, o.year, o.quarter
),
inspected as (
    select
        province_code, year, quarter, count(case when state = 'direct' then 1 end) as direct, count(case when state = 'self' then 1 end) as self,
        count(case when state = 'none' then 1 end) as none,
        string_agg(case when state = 'none' then unit_short_name end, ', ' order by unit_short_name collate vi) as missing
    from mart.inspection_unit
    group by province_code, year, quarter
),
found as (
    select
        province_code, year, quarter, kind, count(*) as findings, count(distinct unit_code) as units,
        count(case when status in ('done_in_time', 'done_late') then 1 end) as remedied, count(case when status = 'to_verify' then 1 end) as to_verify,
        count(case when status = 'overdue' then 1 end) as overdue,
        count(case when is_repeated then 1 end) as repeated
    from mart.finding_status
    where kind <> 'strength'
    group by province_code, year, quarter, kind
),
line as (
    select
        w.province_code, w.year, w.quarter, 'plan_issued' as topic, 1 as topic_order, p.in_time as done, w.units as total,
        'Ban hành kế hoạch: ' || p.issued || '/' || w.units || ' đơn vị' || w.closed || ' đã ban hành'
        || case
            when p.in_time + p.late > 0 then '; ' || p.in_time || ' kịp thời, ' || p.late || ' muộn' || coalesce(' (' || p.late_units || ')', '')
                || case when p.no_deadline > 0 then ', ' || p.no_deadline || ' không rõ hạn' else '' end
                || case when p.undated > 0 then ', ' || p.undated || ' không ghi ngày' else '' end
            when p.no_deadline > 0 then '; không rõ hạn ban hành nên chưa xét được kịp thời hay muộn'
            when p.undated > 0 then '; không ghi ngày ban hành nên chưa xét được kịp thời hay muộn'
            else ''
        end
        || coalesce('; chưa có: ' || p.missing_units, '') || '; ' || p.in_order
        || ' đúng trình tự sau kế hoạch của tỉnh; ' || p.spread || ' có ghi việc quán triệt chỉ thị.' as reason
    from place as w
    inner join plan as p on p.province_code = w.province_code and p.year = w.year and p.quarter = w.quarter
    union all
    select
        w.province_code, w.year, w.quarter, 'plan_raised', 2, p.units_raised, w.units,
        'Chỉ tiêu cao hơn: ' || p.units_raised || '/' || w.units || ' đơn vị đề ra chỉ tiêu cao hơn mức giao, tất cả ' || p.raised
        || ' chỉ tiêu; ' || p.units_lowered || ' đơn vị đề ra ' || p.lowered || ' chỉ tiêu thấp hơn'
        || case when p.unlike > 0 then '; ' || p.unlike || ' chỉ tiêu đặt theo cách tính khác nên không so được' else '' end || '.'
    from place as w
    inner join plan as p on p.province_code = w.province_code and p.year = w.year and p.quarter = w.quarter
    union all
    select
        w.province_code, w.year, w.quarter, 'plan_added', 3, p.units_added, w.units,
        'Chỉ tiêu đặt thêm: ' || p.units_added || '/' || w.units || ' đơn vị đặt thêm những chỉ tiêu khác, tất cả ' || p.additional || ' chỉ tiêu.'
    from place as w
    inner join plan as p on p.province_code = w.province_code and p.year = w.year and p.quarter = w.quarter
    union all
    select
        w.province_code, w.year, w.quarter, 'assignment', 4, a.whole, w.units,
        'Phân công nhiệm vụ: ' || a.whole || '/' || w.units || ' đơn vị phân công người phụ trách đủ các lĩnh vực'
        || coalesce('; còn thiếu: ' || a.missing, '') || '.'
    from place as w
    inner join assigned as a on a.province_code = w.province_code and a.year = w.year and a.quarter = w.quarter
    union all
    select
        w.province_code, w.year, w.quarter, t.kind, 10 + coalesce(k.sort_order, 0), t.done, t.planned,
        coalesce(t.kind_name, t.kind) || ': ' || t.units || '/' || w.units || ' đơn vị đưa vào kế hoạch, đã thực hiện ' || t.done || '/' || t.planned
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
        'Kiểm tra: ' || case when i.direct + i.self = 0 then 'đến hết quý ' || w.roman || ' chưa ghi cuộc kiểm tra nào.' else i.direct || ' đơn vị tỉnh kiểm tra trực tiếp, ' || i.self || ' đơn vị tự kiểm tra và gửi báo cáo, ' || i.none
        || ' đơn vị chưa có kết quả' || coalesce(' (' || i.missing || ')', '') || '.' end
    from place as w
    inner join inspected as i on i.province_code = w.province_code and i.year = w.year and i.quarter = w.quarter
    union all
    select
        w.province_code, w.year, w.quarter, f.kind, 31 + coalesce(k.sort_order, 0), f.remedied, f.findings,
        coalesce(k.name, f.kind) || ': ' || f.findings || ' điều ở ' || f.units || ' đơn vị; đã khắc phục và được xác nhận ' || f.remedied
        || case when f.to_verify > 0 then ', báo đã khắc phục chờ xác nhận ' || f.to_verify else '' end || ', quá hạn ' || f.overdue
        || case when f.repeated > 0 then ', lặp lại ' || f.repeated else '' end || '.'
    from place as w
    inner join found as f on f.province_code = w.province_code and f.year = w.year and f.quarter = w.quarter
    left join ref.record_words as k on k.about = 'finding_kind' and k.code = f.kind
)
select
    province_code, topic, year, quarter, topic_order, cast(done as bigint) as done, cast(total as bigint) as total, reason
from line
