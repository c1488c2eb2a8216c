-- Những gì khác đi so với lần công bố trước: đánh giá, báo cáo, kế hoạch, mức chỉ tiêu, số liệu, tệp; quan trọng nhất trước.
-- grain: list_order
with turned as (
    select
        *,
        case old_measure when 'rate' then '%' else coalesce(' ' || unit_of_measure, '') end as old_suffix,
        case new_measure when 'rate' then '%' else coalesce(' ' || unit_of_measure, '') end as new_suffix
    from diff.status
),
status_change as (
    select
        s.*,
        case s.old_direction when 'at_most' then was.ceiling_name else was.name end
        || coalesce(case s.old_measure
            when 'rate' then ' ' || coalesce(s.old_side || ' ' || w.old_target, w.old_value) || '% (' || w.old_numerator || '/' || w.old_denominator || ')'
            else ' ' || w.old_numerator || s.old_suffix
        end, '') as old_text,
        case s.new_direction when 'at_most' then now.ceiling_name else now.name end
        || coalesce(case s.new_measure
            when 'rate' then ' ' || coalesce(s.new_side || ' ' || w.new_target, w.new_value) || '% (' || w.new_numerator || '/' || w.new_denominator || ')'
            else ' ' || w.new_numerator || s.new_suffix
        end, '') as new_text,
        case when s.old_target is distinct from s.new_target or s.old_measure <> s.new_measure then
            '; mức từ ' || coalesce(w.old_target || s.old_suffix, 'chưa có') || ' thành ' || coalesce(w.new_target || s.new_suffix, 'không có')
        else coalesce('; mức ' || w.new_target || s.new_suffix, '')
        end as target_text
    from turned as s
    inner join after.ref.statuses as was on was.status = s.old_status
    inner join after.ref.statuses as now on now.status = s.new_status
    left join diff.change_text as w on w.kind = 'status' and w.change_no = s.change_no
),
corrected as (
    select unit_code, year, quarter, count(*) as figures from diff.figure group by unit_code, year, quarter
),
change as (
    select
        'status' as kind, turn as event, case turn when 'worse' then 1 when 'better' then 2 else 3 end as rank,
        unit_code, indicator_code, cast(null as varchar) as data_element_code, year, quarter, cast(null as varchar) as level,
        indicator_name as name, is_focus,
        old_value, new_value, old_numerator, old_denominator, new_numerator, new_denominator, old_status, new_status,
        old_text, new_text, file, cast(null as varchar) as sheet, cast(null as varchar) as cell, received_at,
        indicator_name || ' chuyển từ ' || old_text || ' sang ' || new_text || target_text || '.' as said
    from status_change
    union all
    select
        'submission', s.event, case s.event when 'refused' then 4 when 'withdrawn' then 4 else 5 end,
        s.unit_code, null, null, s.year, s.quarter, null, null, false,
        s.old_version, s.new_version, null, null, null, null, s.old_status, s.new_status,
        case s.old_status when 'accepted' then 'lần ' || s.old_version when 'refused' then 'bị trả lại' else 'chưa báo cáo' end,
        case s.new_status when 'accepted' then 'lần ' || s.new_version when 'refused' then 'bị trả lại' else 'chưa báo cáo' end,
        s.file, null, null, s.received_at,
        case
            when s.event = 'reported' and s.is_late
                then 'đã báo cáo, sau hạn ' || substr(cast(s.due_on as varchar), 9, 2) || '/'
                    || substr(cast(s.due_on as varchar), 6, 2) || '/' || substr(cast(s.due_on as varchar), 1, 4) || '.'
            when s.event = 'reported' then 'đã báo cáo.'
            when s.event = 'withdrawn' then 'báo cáo không còn trong số liệu.'
            when s.event = 'refused' and s.new_status = 'accepted'
                then 'bản gửi thêm bị trả lại để sửa; số liệu đang dùng giữ nguyên.'
            when s.event = 'refused' then 'báo cáo bị trả lại để sửa.'
            when f.figures is null then 'báo cáo lần ' || s.new_version || ' thay lần ' || s.old_version || ', không số liệu nào đổi.'
            else 'báo cáo lần ' || s.new_version || ' thay lần ' || s.old_version || ', ' || f.figures || ' số liệu đổi.'
        end
    from diff.submission as s
    left join corrected as f on f.unit_code = s.unit_code and f.year = s.year and f.quarter = s.quarter
    union all
    select
        'plan', event, 6, unit_code, null, null, year, null, level, null, false,
        old_indicators, new_indicators, null, null, null, null, null, null,
        old_indicators || ' chỉ tiêu', new_indicators || ' chỉ tiêu', file, null, null, null,
        coalesce('kế hoạch số ' || number, 'kế hoạch ' || plan_code)
        || case event
            when 'added' then ' mới có, nêu ' || new_indicators || ' chỉ tiêu.'
            when 'removed' then ' không còn.'
            else ' đã thay bản trước, nêu ' || new_indicators || ' chỉ tiêu.'
        end
    from diff.plan
    union all
    select
        'target', case when t.old_value is null then 'added' when t.new_value is null then 'removed' else 'changed' end, 7,
        t.unit_code, t.indicator_code, null, t.year, null, t.level, t.indicator_name, false,
        t.old_value, t.new_value, null, null, null, null, null, null, w.old_text, w.new_text, null, null, null, null,
        t.indicator_name || case
            when t.old_value is null then ' thêm mức ' || w.new_text
            when t.new_value is null then ' bỏ mức ' || w.old_text
            else ' từ ' || w.old_text || ' thành ' || w.new_text
        end || '.'
    from diff.target as t
    inner join diff.target_text as w on w.change_no = t.change_no
    union all
    select
        'figure', 'changed', 8, f.unit_code, null, f.data_element_code, f.year, f.quarter, null, f.data_element_name, false,
        f.old_value, f.new_value, null, null, null, null, null, null, w.old_value, w.new_value, f.file, f.sheet, f.cell, f.received_at,
        f.data_element_name || case
            when w.old_value is null then ' trước để trống, nay là ' || w.new_value || coalesce(' ' || f.unit_of_measure, '')
            when w.new_value is null then ' trước là ' || w.old_value || coalesce(' ' || f.unit_of_measure, '') || ', nay để trống'
            else ' từ ' || w.old_value || ' thành ' || w.new_value || coalesce(' ' || f.unit_of_measure, '')
        end || '.'
    from diff.figure as f
    inner join diff.change_text as w on w.kind = 'figure' and w.change_no = f.change_no
    union all
    select
        'definition', 'changed', 6, null, indicator_code, null, null, null, null, indicator_name, false,
        null, null, null, null, null, null, null, null, old_text, new_text, null, null, null, null,
        'Chỉ tiêu “' || indicator_name || '” đổi cách tính, từ ' || old_text || ' thành ' || new_text || '.'
    from diff.definition
    union all
    select
        'file', event, 9, null, null, null, null, null, null, null, false,
        null, null, null, null, null, null, old_status, new_status,
        case old_status when 'accepted' then 'nhận' when 'partly' then 'nhận một phần' when 'refused' then 'trả lại' end,
        case new_status when 'accepted' then 'nhận' when 'partly' then 'nhận một phần' when 'refused' then 'trả lại' end,
        file, null, null, received_at,
        'Tệp “' || file || '” ' || case event when 'judged_anew' then 'sau khi xét lại ' else '' end
        || case coalesce(new_status, '')
            when 'accepted' then 'được nhận.'
            when 'partly' then 'được nhận một phần, phần còn lại trả lại để sửa.'
            when 'refused' then 'bị trả lại để sửa.'
            else 'không có trong bản này.'
        end
    from diff.file
),
roman as (
    select quarter, roman from after.ref.periods
    union
    select quarter, roman from before.ref.periods
),
placed as (
    select
        c.*, u.unit_short_name, u.province_code,
        case c.kind
            when 'status' then case c.event when 'worse' then 'Đánh giá xấu đi' when 'better' then 'Đánh giá tốt lên' else 'Đánh giá đổi khác' end
            when 'submission' then case c.event
                when 'reported' then 'Báo cáo mới' when 'corrected' then 'Báo cáo đính chính' when 'refused' then 'Báo cáo bị trả lại'
                else 'Báo cáo không còn'
            end
            when 'plan' then 'Kế hoạch'
            when 'definition' then 'Cách tính'
            when 'target' then 'Mức chỉ tiêu'
            when 'figure' then 'Số liệu'
            else 'Tệp'
        end as kind_name,
        case
            when c.kind in ('file', 'definition') then ''
            when c.unit_code is not null then coalesce(u.unit_short_name, c.unit_code)
            when c.level = 'national' then 'Chỉ tiêu ngành'
            else 'Chỉ tiêu giao'
        end
        || case when c.level = 'registered' then ', đăng ký' else '' end
        || case
            when c.kind in ('file', 'definition') then ''
            when c.quarter is null then ' năm ' || c.year || ': '
            else ', quý ' || n.roman || '/' || c.year || ': '
        end as place
    from change as c
    left join after.mart.unit as u on u.unit_code = c.unit_code
    left join roman as n on n.quarter = c.quarter
)
select
    cast(row_number() over (
        order by rank, is_focus desc, year desc nulls last, quarter desc nulls last, unit_short_name collate vi, unit_code,
            level, indicator_code, data_element_code, old_text, new_text, received_at, file
    ) as integer) as list_order,
    kind, event, kind_name, province_code, unit_code, unit_short_name, indicator_code, data_element_code, name as item_name, is_focus, year, quarter, level,
    cast(old_value as double) as old_value, cast(new_value as double) as new_value,
    old_numerator, old_denominator, new_numerator, new_denominator, old_status, new_status, old_text, new_text,
    file, sheet, cell, received_at, place || said as message
from placed
