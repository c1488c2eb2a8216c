-- Đoạn mở đầu về một chỉ tiêu của tỉnh: đang ở đâu, thay đổi gì, cần quyết định gì, chắc đến đâu.
-- grain: province_code, indicator_code, year, quarter, level
with written as (
    select
        v.*, w.by_level, case v.direction when 'at_most' then s.ceiling_name else s.name end as status_name, p.roman, p.ends_on, o.period_to, o.is_provisional, o.earliest_period_to,
        case v.measure when 'rate' then '%' else coalesce(' ' || v.unit_of_measure, '') end as sign,
        numerator.text as numerator_text, denominator.text as denominator_text, whole.text as total_text,
        coalesce(v.side || ' ' || target.text, reached.text) as value_text, target.text as target_text,
        low.text as low_text, high.text as high_text,
        now.text as now_text, before.text as before_text, finer_now.text as finer_now_text, finer_before.text as finer_before_text,
        -- A change that is said is to be seen in the numbers beside it, and 99,96% is not 100%.
        now.text = before.text and change.text <> '0'
        or v.measure = 'rate' and (now.text = '100' and v.year_numerator < v.year_denominator
            or before.text = '100' and v.year_previous_numerator < v.year_previous_denominator) as is_finer,
        change.text as year_change_text,
        own_before.text as quarter_before, own_change.text as quarter_change_text,
        l.outlook_name, l.shown_chance, l.pace
    from work.province_view as v
    inner join work.level_word as w on w.level = v.level
    inner join ref.periods as p on p.year = v.year and p.quarter = v.quarter
    inner join mart.overview as o on o.province_code = v.province_code and o.year = v.year and o.quarter = v.quarter
    left join ref.statuses as s on s.status = v.status
    left join mart.outlook as l
        on l.scope = 'province' and l.place_code = case when v.is_told then v.province_code end and l.indicator_code = v.indicator_code
        and l.year = v.year and l.quarter = v.quarter
    left join work.told_text as numerator on numerator.amount = v.counted_numerator and numerator.places = 4 and numerator.is_trimmed
    left join work.told_text as denominator on denominator.amount = v.counted_denominator and denominator.places = 4 and denominator.is_trimmed
    left join work.told_text as whole on whole.amount = v.total_of_all and whole.places = 4 and whole.is_trimmed
    left join work.told_text as target on target.amount = v.target and target.places = 4 and target.is_trimmed
    left join work.told_text as reached on reached.amount = cast(v.value as decimal(36, 10)) and reached.places = coalesce(v.value_places, v.decimals) and not reached.is_trimmed
    left join work.told_text as low on low.amount = cast(v.ci_low as decimal(36, 10)) and low.places = 0 and not low.is_trimmed
    left join work.told_text as high on high.amount = cast(v.ci_high as decimal(36, 10)) and high.places = 0 and not high.is_trimmed
    left join work.told_text as now on now.amount = cast(v.year_value as decimal(36, 10)) and now.places = 1 and now.is_trimmed
    left join work.told_text as before on before.amount = cast(v.year_previous_value as decimal(36, 10)) and before.places = 1 and before.is_trimmed
    left join work.told_text as finer_now on finer_now.amount = cast(v.year_value as decimal(36, 10)) and finer_now.places = 2 and finer_now.is_trimmed
    left join work.told_text as finer_before
        on finer_before.amount = cast(v.year_previous_value as decimal(36, 10)) and finer_before.places = 2 and finer_before.is_trimmed
    left join work.told_text as change on change.amount = cast(abs(v.year_change) as decimal(36, 10)) and change.places = 1 and change.is_trimmed
    left join work.told_text as own_before
        on own_before.amount = cast(v.quarter_previous_value as decimal(36, 10)) and own_before.places = 1 and own_before.is_trimmed
    left join work.told_text as own_change
        on own_change.amount = cast(abs(v.quarter_change) as decimal(36, 10)) and own_change.places = 1 and own_change.is_trimmed
),
compared as (
    select
        *,
        lower(left(status_name, 1)) || substr(status_name, 2) as status_within,
        lower(left(outlook_name, 1)) || substr(outlook_name, 2) as outlook_within,
        case when year_change = 0 then 'không đổi' when year_change_text = '0' then 'gần như không đổi' when year_change > 0 then 'tăng ' || year_change_text else 'giảm ' || year_change_text end
            || case when year_change_text = '0' then '' when measure = 'rate' then ' điểm' else coalesce(' ' || unit_of_measure, '') end
            || ' (' || case when is_finer then finer_before_text else before_text end || case measure when 'rate' then '%' else '' end || ' → '
            || case when is_finer then finer_now_text else now_text end || case measure when 'rate' then '%' else '' end || ')'
            as since_year,
        case when quarter_change = 0 then 'không đổi' when quarter_change_text = '0' then 'gần như không đổi' when quarter_change > 0 then 'tăng ' || quarter_change_text else 'giảm ' || quarter_change_text end
            || case when quarter_change_text = '0' then '' when measure = 'rate' then ' điểm' else coalesce(' ' || unit_of_measure, '') end
            as since_quarter,
        -- Of so few cases a difference says little.
        '; đơn vị chưa đạt khi kết thúc hoạt động: ' || first_closed_unmet_offices
            || case when offices_closed_unmet > 4 then ' và ' || (offices_closed_unmet - 4) || ' đơn vị khác' else '' end as closed_unmet,
        measure = 'rate' and least(year_denominator, year_previous_denominator) < 30
            or measure = 'count' and greatest(year_numerator, year_previous_numerator) < 10 as is_small
    from written
)
select
    province_code, indicator_code, year, quarter, level,
    case
        when status = 'not_reported' then 'Toàn tỉnh chưa có kết quả quý ' || roman || '/' || year || ' của chỉ tiêu này.'
        when status = 'not_applicable' or value is null then 'Đến quý ' || roman || '/' || year || ' toàn tỉnh không phát sinh việc nào để tính.'
        else
            'Toàn tỉnh ' || case
                when measure = 'rate' then value_text || '% (' || numerator_text || '/' || denominator_text || case when is_estimate then ', ước tính)' else ')' end
                else coalesce(total_text || sign || '; tính riêng ' || units_in_result || ' đơn vị có mức thì được ', '') || numerator_text || sign || case when is_estimate then ' (ước tính)' else '' end
            end
            || case
                when target_text = '0' and direction = 'at_most' then '; chỉ tiêu' || by_level || ' là không để xảy ra: ' || status_within
                when target is not null and status <> 'no_target' then
                    ', ' || case direction when 'at_most' then 'mức tối đa ' else 'mức ' end || target_text || sign || by_level || ': ' || status_within
                when lacks_target is not null then '; ' || lacks_target
                when level <> 'headline' then '; tỉnh không có mức chung' || by_level
                else '; không có mức chỉ tiêu chung'
            end || '.'
    end as stands,
    case
        when status = 'not_reported' then null
        when year_obstacle is null then
            'So với quý ' || roman || '/' || (year - 1) || ' trên ' || year_units || ' đơn vị so được: ' || since_year
            || case when is_small and year_change_text <> '0' then ', số còn ít nên chưa nói lên xu hướng' else '' end
            || case when quarter_obstacle is null then '; riêng quý này so với quý trước ' || since_quarter else '' end || '.'
        when quarter_obstacle is null then 'Riêng quý này so với quý trước, trên ' || quarter_units || ' đơn vị: ' || since_quarter || '.'
    end as changed,
    case
        when offices_judged = 0 then null
        when offices_unmet = 0 and closed_unmet is not null then
            'Trong các đơn vị đang hoạt động' || case when offices_silent > 0 then ' đã báo cáo' else '' end || ', không đơn vị nào chậm hoặc không đạt'
            || closed_unmet
            || coalesce('; cuối năm: ' || outlook_within, '') || coalesce(', ' || pace, '') || '.'
        when offices_unmet = 0 and status in ('behind', 'missed') then
            'Xét riêng từng đơn vị ' || case when offices_silent > 0 then 'đã báo cáo ' else '' end || 'thì không đơn vị nào chậm hoặc không đạt'
            || coalesce('; cuối năm: ' || outlook_within, '') || coalesce(', ' || pace, '') || '.'
        when offices_unmet = 0 then 'Không đơn vị nào chậm hoặc không đạt' || case when offices_silent > 0 then ' trong số đã báo cáo' else '' end
            || coalesce('; cuối năm: ' || outlook_within, '') || '.'
        else
            offices_unmet || '/' || offices_judged || ' đơn vị chậm hoặc không đạt: ' || first_unmet_offices
            || case when offices_unmet > 4 then ' và ' || (offices_unmet - 4) || ' đơn vị khác' else '' end
            || coalesce(closed_unmet, '')
            || coalesce('; cuối năm: ' || outlook_within, '')
            || case when coalesce(outlook, '') in ('open', 'unlikely', 'likely') or outlook is null then coalesce(', ' || pace, '') else '' end || '.'
    end as decision,
    case
        when status = 'not_reported' then null
        else
            case when units_reported < units_expected then 'Mới có số liệu của ' || units_reported || '/' || units_expected || ' đơn vị'
                else 'Đã có số liệu của ' || units_expected || '/' || units_expected || ' đơn vị' end
            || case when units_closed > 0 then ' và ' || units_closed || ' đơn vị đã kết thúc hoạt động trong năm' else '' end
            || case when not is_complete and units_reported = units_expected then ', có đơn vị thiếu quý trước' else '' end
            || case when is_provisional then ', có đơn vị mới có số đến ' || substr(cast(earliest_period_to as varchar), 9, 2) || '/'
                || substr(cast(earliest_period_to as varchar), 6, 2) else '' end
            || case when low_text is not null and counted_denominator < 100 then '; mẫu số nhỏ, khoảng tin cậy ' || low_text || '–' || high_text || '%' else '' end
            || case when may_turn then '; chỉ hơn kém một trường hợp là đổi đánh giá' else '' end || '.'
    end as certainty
from compared
