-- Đoạn mở đầu về toàn tỉnh hoặc một đơn vị: đang ở đâu, thay đổi gì, cần quyết định gì, chắc đến đâu; nhiều nhất bốn câu.
-- grain: province_code, scope, place_code, field_code, year, quarter, level
with unmet as (
    select
        a.province_code, a.unit_code, a.year, a.quarter, a.level, a.indicator_code, a.indicator_short_name, a.attention_rank,
        case when grouping(a.field_code) = 1 then 'all' else a.field_code end as field_code
    from mart.level_attention as a
    group by grouping sets (
        (a.province_code, a.unit_code, a.year, a.quarter, a.level, a.indicator_code, a.indicator_short_name, a.attention_rank, a.field_code),
        (a.province_code, a.unit_code, a.year, a.quarter, a.level, a.indicator_code, a.indicator_short_name, a.attention_rank)
    )
),
-- In the whole province: what most offices fall short of. At one office: what stands first in the list of what needs a decision.
of_indicator as (
    select
        province_code, 'province' as scope, province_code as place_code, field_code, year, quarter, level,
        indicator_short_name || ' (' || count(*) || ' đơn vị)' as said,
        row_number() over (
            partition by province_code, field_code, year, quarter, level order by count(*) desc, min(attention_rank)
        ) as place
    from unmet
    group by province_code, field_code, year, quarter, level, indicator_code, indicator_short_name
    union all
    select
        province_code, 'unit', unit_code, field_code, year, quarter, level, indicator_short_name,
        row_number() over (partition by province_code, unit_code, field_code, year, quarter, level order by attention_rank)
    from unmet
),
first as (
    select
        province_code, scope, place_code, field_code, year, quarter, level,
        string_agg(case when place <= 2 then said end, ', ' order by place) as said
    from of_indicator
    group by province_code, scope, place_code, field_code, year, quarter, level
),
named as (
    select
        l.*, coalesce(z.over_ceiling, 0) as over_ceiling, coalesce(z.late, 0) as late, coalesce(z.gaps, 0) as gaps, w.by_level, p.roman, p.ends_on as quarter_ends_on, e.said as sent, o.is_provisional, o.earliest_period_to,
        coalesce(u.short_name, u.name) as unit_name, coalesce(' trong lĩnh vực ' || f.field_short_name, '') as about,
        coalesce(up.is_provisional, false) as is_unit_provisional, up.period_to as unit_period_to, coalesce(up.is_complete, true) as is_unit_complete,
        n.said as first_unmet, c.behind_likely, c.behind_open, c.behind_unlikely, c.behind_silent,
        y.previous_starts_on is not null as has_year_before,
        case when y.other_months is not null then ' (khác tháng với quý này)' else '' end as months_text,
        l.behind + l.missed as unmet, nullif(l.previous_targets_judged, 0) as judged_before,
        nullif(l.compared_targets_judged, 0) as now_judged, l.compared_met_or_exceeded as now_met
    from mart.level_overview as l
    inner join work.level_word as w on w.level = l.level
    inner join ref.periods as p on p.year = l.year and p.quarter = l.quarter
    inner join mart.year_before as y on y.year = l.year and y.quarter = l.quarter
    inner join mart.overview as o on o.province_code = l.province_code and o.year = l.year and o.quarter = l.quarter
    left join ref.units as u on u.unit_code = case when l.scope = 'unit' then l.place_code end
    left join work.unit_period as up
        on up.unit_code = case when l.scope = 'unit' then l.place_code end and up.year = l.year and up.quarter = l.quarter
    left join work.last_sent as e
        on e.unit_code = case when l.scope = 'unit' then l.place_code end and e.year = l.year and e.quarter = l.quarter
    left join (select distinct field_code, field_short_name from mart.indicator) as f on f.field_code = l.field_code
    left join first as n
        on n.province_code = l.province_code and n.scope = l.scope and n.place_code = l.place_code and n.field_code = l.field_code
        and n.year = l.year and n.quarter = l.quarter and n.level = l.level
    left join mart.outlook_count as c
        on c.province_code = case when l.level = 'headline' then l.province_code end and c.scope = l.scope and c.place_code = l.place_code
        and c.field_code = l.field_code and c.year = l.year and c.quarter = l.quarter
    left join work.headline_count as z
        on z.province_code = l.province_code and z.scope = l.scope and z.place_code = l.place_code and z.field_code = l.field_code and z.year = l.year
        and z.quarter = l.quarter and z.level = l.level
    where l.scope in ('province', 'unit')
),
written as (
    select
        n.*,
        -- A change is told as one where it is larger than chance alone would bring in nineteen of twenty pairs of such counts.
        (cast(n.now_met as double) / n.now_judged - cast(n.previous_met_or_exceeded as double) / n.judged_before)
        * (cast(n.now_met as double) / n.now_judged - cast(n.previous_met_or_exceeded as double) / n.judged_before)
        > 3.8415 * (cast(n.now_met + n.previous_met_or_exceeded as double) / (n.now_judged + n.previous_targets_judged))
        * (1 - cast(n.now_met + n.previous_met_or_exceeded as double) / (n.now_judged + n.previous_targets_judged))
        * (1.0 / n.now_judged + 1.0 / n.judged_before) as is_changed,
        judged.text as judged_text, met.text as met_text, track.text as track_text, behind.text as behind_text, missed.text as missed_text,
        silent.text as silent_text, close.text as close_text, share.text as share_text, change.text as change_text,
        before_met.text as before_met_text, before_judged.text as before_judged_text, now_met.text as now_met_text, now_judged.text as now_judged_text,
        late.text as late_text, passed.text as over_text, gaps.text as gaps_text,
        likely.text as likely_text, open.text as open_text, unlikely.text as unlikely_text, untold.text as untold_text
    from named as n
    left join work.told_text as judged on judged.amount = n.targets_judged and judged.places = 4 and judged.is_trimmed
    left join work.told_text as met on met.amount = n.met_or_exceeded and met.places = 4 and met.is_trimmed
    left join work.told_text as track on track.amount = n.on_track and track.places = 4 and track.is_trimmed
    left join work.told_text as behind on behind.amount = n.behind and behind.places = 4 and behind.is_trimmed
    left join work.told_text as missed on missed.amount = n.missed and missed.places = 4 and missed.is_trimmed
    left join work.told_text as silent on silent.amount = n.not_reported and silent.places = 4 and silent.is_trimmed
    left join work.told_text as late on late.amount = n.late and late.places = 4 and late.is_trimmed
    left join work.told_text as passed on passed.amount = n.over_ceiling and passed.places = 4 and passed.is_trimmed
    left join work.told_text as gaps on gaps.amount = n.gaps and gaps.places = 4 and gaps.is_trimmed
    left join work.told_text as close on close.amount = n.turn_count and close.places = 4 and close.is_trimmed
    left join work.told_text as share on share.amount = cast(n.share_met as decimal(36, 10)) and share.places = 1 and not share.is_trimmed
    left join work.told_text as change
        on change.amount = cast(abs(n.change_share_met) as decimal(36, 10)) and change.places = 1 and not change.is_trimmed
    left join work.told_text as before_met on before_met.amount = n.previous_met_or_exceeded and before_met.places = 4 and before_met.is_trimmed
    left join work.told_text as before_judged on before_judged.amount = n.previous_targets_judged and before_judged.places = 4 and before_judged.is_trimmed
    left join work.told_text as now_met on now_met.amount = n.now_met and now_met.places = 4 and now_met.is_trimmed
    left join work.told_text as now_judged on now_judged.amount = n.now_judged and now_judged.places = 4 and now_judged.is_trimmed
    left join work.told_text as likely on likely.amount = n.behind_likely and likely.places = 4 and likely.is_trimmed
    left join work.told_text as open on open.amount = n.behind_open and open.places = 4 and open.is_trimmed
    left join work.told_text as unlikely on unlikely.amount = n.behind_unlikely and unlikely.places = 4 and unlikely.is_trimmed
    left join work.told_text as untold on untold.amount = n.behind_silent and untold.places = 4 and untold.is_trimmed
),
said as (
    select
        *,
        case
            -- Whoever reported has sent figures, only not those that anything could be judged by.
            when targets_judged = 0 and not_reported > 0 and units_reported > 0 then
                coalesce(unit_name || ' chưa có chỉ tiêu', 'Chưa chỉ tiêu') || ' nào được đánh giá' || by_level || about || ' trong quý ' || roman || '/' || year
                || case when scope = 'unit' then ': ' || gaps_text || ' chỉ tiêu thiếu số liệu' else '' end || '.'
            when targets_judged = 0 and not_reported > 0 then
                coalesce(unit_name || ' chưa', 'Chưa đơn vị nào') || ' có số liệu quý ' || roman || '/' || year || about
                || coalesce(' (' || sent || ')', '') || ', nên chưa đánh giá được.'
            when targets_judged = 0 then coalesce(unit_name, 'Toàn tỉnh') || ' không có chỉ tiêu nào được đánh giá' || by_level || about || ' trong quý ' || roman || '/' || year || '.'
            else
                case scope when 'unit' then unit_name || ' đạt và vượt ' else 'Các đơn vị đạt và vượt ' end || met_text || '/' || judged_text
                || ' chỉ tiêu được đánh giá' || by_level || about || case when targets_judged >= 30 then ' (' || share_text || '%)' else '' end
                || case when on_track > 0 then ', ' || track_text || ' đúng tiến độ' else '' end
                || case when late > 0 then ', ' || late_text || ' chậm tiến độ' else '' end
                || case when over_ceiling > 0 then ', ' || over_text || ' đang vượt mức tối đa' else '' end
                || case when missed > 0 then ', ' || missed_text || ' không đạt' else '' end || '.'
        end as stands,
        case
            when targets_judged = 0 or not has_year_before then null
            when coalesce(previous_targets_judged, 0) = 0 or coalesce(now_judged, 0) = 0 then 'Chưa so được với quý ' || roman || '/' || (year - 1) || '.'
            when now_judged < 30 or previous_targets_judged < 30 then
                'Trên ' || compared_results || ' kết quả so được với quý ' || roman || '/' || (year - 1) || months_text || ', đạt và vượt '
                || now_met_text || '/' || now_judged_text || ' so với ' || before_met_text || '/' || before_judged_text || '.'
            else
                'So với quý ' || roman || '/' || (year - 1) || months_text
                || case scope when 'province' then ', trên ' || compared_units || ' đơn vị so được' else ', trên phần so được' end || ', tỷ lệ đạt và vượt '
                || case when now_met * previous_targets_judged = previous_met_or_exceeded * now_judged then 'không đổi' when change_text = '0,0' then 'gần như không đổi' when change_share_met > 0 then 'tăng ' || change_text || ' điểm' else 'giảm ' || change_text || ' điểm' end
                || ' (' || before_met_text || '/' || before_judged_text || ' → ' || now_met_text || '/' || now_judged_text || ')'
                || case when change_text <> '0,0' and not is_changed then ', chưa đủ lớn để coi là thay đổi' else '' end || '.'
        end as changed,
        case
            when targets_judged = 0 then null
            when unmet = 0 and (not_reported > 0 or gaps > 0) then 'Trong các kết quả đã có, không chỉ tiêu nào chậm tiến độ hoặc không đạt.'
            when unmet = 0 then 'Không chỉ tiêu nào chậm tiến độ hoặc không đạt.'
            else
                case
                    when coalesce(behind_likely + behind_open + behind_unlikely, 0) = 0 then 'Cần chỉ đạo trước hết: '
                    when behind = 1 then case when over_ceiling = 1 then 'Chỉ tiêu đang vượt mức tối đa' else 'Chỉ tiêu chậm tiến độ' end || ' ấy đến cuối năm '
                        || case when behind_likely = 1 then 'nhiều khả năng vẫn kịp' when behind_open = 1 then 'chưa rõ có kịp không' else 'khó đạt' end
                        || '; cần chỉ đạo trước hết: '
                    else 'Trong ' || behind_text || ' chỉ tiêu '
                        || case when over_ceiling = 0 then 'chậm tiến độ' when over_ceiling = behind then 'đang vượt mức tối đa' else 'chậm tiến độ hoặc đang vượt mức tối đa' end || ':'
                        || case when behind_likely > 0 then ' ' || likely_text || ' nhiều khả năng vẫn kịp' else '' end
                        || case when behind_open > 0 then case when behind_likely > 0 then ',' else '' end || ' ' || open_text || ' chưa rõ' else '' end
                        || case when behind_unlikely > 0
                            then case when behind_likely + behind_open > 0 then ',' else '' end || ' ' || unlikely_text || ' khó đạt' else '' end
                        || case when behind_silent > 0 then ', ' || untold_text || ' chưa nói trước được' else '' end
                        || '; cần chỉ đạo trước hết: '
                end || first_unmet || '.'
        end as decision,
        case
            when targets_judged = 0 and scope = 'unit' then null
            else
                case
                    when scope = 'unit' and not is_unit_complete then 'Thiếu báo cáo quý trước trong năm, số luỹ kế chưa đủ'
                        || case when is_unit_provisional then '; quý này mới có số đến ' || substr(cast(unit_period_to as varchar), 9, 2) || '/'
                            || substr(cast(unit_period_to as varchar), 6, 2) else '' end
                    when scope = 'unit' and is_unit_provisional then 'Số liệu mới đến ' || substr(cast(unit_period_to as varchar), 9, 2) || '/'
                        || substr(cast(unit_period_to as varchar), 6, 2) || ', kết quả là tạm thời'
                    when scope = 'unit' and gaps > 0 then 'Đã báo cáo'
                    when scope = 'unit' and unit_period_to < quarter_ends_on then 'Số liệu đủ đến ngày kết thúc hoạt động, '
                        || substr(cast(unit_period_to as varchar), 9, 2) || '/' || substr(cast(unit_period_to as varchar), 6, 2)
                    when scope = 'unit' then 'Số liệu đủ đến hết quý'
                    when units_reported < units_expected then 'Mới có ' || units_reported || '/' || units_expected || ' đơn vị báo cáo quý ' || roman || '/' || year
                        || case when targets_judged > 0 then ' nên kết quả chung là tạm thời' else '' end
                    else 'Đủ ' || units_expected || '/' || units_expected || ' đơn vị báo cáo'
                end
                || case when scope = 'province' and is_provisional then ', có đơn vị mới có số liệu đến ' || substr(cast(earliest_period_to as varchar), 9, 2)
                    || '/' || substr(cast(earliest_period_to as varchar), 6, 2) else '' end
                || case when gaps > 0 and (scope = 'province' or is_unit_complete)
                    then ', còn ' || gaps_text || case scope when 'unit' then ' chỉ tiêu' else ' kết quả' end || ' thiếu số liệu' else '' end
                || case when turn_count > 0 then '; ' || close_text || ' kết quả chỉ hơn kém một trường hợp là đổi đánh giá' else '' end
                || case when is_estimate then '; có số ước tính, theo phần chuyển sang của đơn vị đã chia tách' else '' end || '.'
        end as certainty
    from written
)
select
    province_code, scope, place_code, field_code, year, quarter, level, stands, changed, decision, certainty,
    stands || coalesce(' ' || changed, '') || coalesce(' ' || decision, '') || coalesce(' ' || certainty, '') as headline
from said
