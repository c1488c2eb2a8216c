-- Một câu nói rõ vì sao có đánh giá ấy, kèm các con số, để đọc thành tiếng trong giao ban.
-- grain: judgement_no
with spoken as (
    select *, case measure when 'rate' then gap end as points, case measure when 'count' then gap end as cases from work.reason_number
),
worded as (
    select
        n.judgement_no, n.side,
        coalesce(n.side || ' ' || target.text, value.text) as value, coalesce(points.text, cases.text) as gap, numerator.text as numerator, denominator.text as denominator,
        target.text as target, expected.text as expected, needed.text as needed, whole_year.text as whole_year_target
    from spoken as n
    left join work.number_text as value on value.amount = n.value and value.places = n.value_places and not value.is_trimmed
    left join work.number_text as points
        on points.amount = n.points and points.places = n.value_places and not points.is_trimmed
    left join work.number_text as cases on cases.amount = n.cases and cases.is_trimmed
    left join work.number_text as numerator on numerator.amount = n.numerator and numerator.is_trimmed
    left join work.number_text as denominator on denominator.amount = n.denominator and denominator.is_trimmed
    left join work.number_text as target on target.amount = n.target and target.is_trimmed
    left join work.number_text as needed on needed.amount = n.needed and needed.is_trimmed
    left join work.number_text as whole_year on whole_year.amount = n.whole_year_target and whole_year.is_trimmed
    left join work.number_text as expected on expected.amount = n.expected and expected.is_trimmed
),
open_count as (
    select province_code, year, quarter, count(*) as units from work.unit_period group by province_code, year, quarter
),
-- Stocks at the end beside something that adds up: a share of them takes in less where an office has closed.
stock as (
    select t.owner_code as indicator_code
    from ref.term as t
    inner join ref.data_elements as e on e.data_element_code = t.data_element_code
    where t.owner_kind = 'indicator'
    group by t.owner_code
    having bool_or(e.accumulation = 'last') and bool_or(e.accumulation <> 'last')
),
-- Which units a province's result is made of: those with a target where there is one, else all that have a result.
covered as (
    select
        v.province_code, v.indicator_code, v.year, v.quarter, v.is_tiered, v.is_by_volume,
        coalesce(o.units, 0) - v.units_gone as units_open, v.units_as_before, v.has_closed and k.indicator_code is not null as leaves_stock_out,
        case when v.units_uncounted < v.units_in_result then v.units_uncounted else 0 end as units_uncounted,
        case when v.units_in_result > 0 then v.units_in_result else v.units_known end as units,
        case when v.units_in_result > 0 then v.units_closed else v.units_known_closed end as units_closed,
        case when v.units_in_result > 0 then v.units_whole else v.units_known_whole end as units_whole,
        case when v.units_in_result > 0 then v.units_known - v.units_known_closed - (v.units_in_result - v.units_closed) else 0 end
            as units_without_target,
        case when v.units_in_result > 0 then v.offices_closed else v.offices_known_closed end as offices_closed,
        case when v.units_in_result > 0 then v.offices_known_closed - v.offices_closed else 0 end as offices_closed_without_target
    from work.province_level as v
    left join open_count as o on o.province_code = v.province_code and o.year = v.year and o.quarter = v.quarter
    left join stock as k on k.indicator_code = v.indicator_code
),
-- A sum over quarters names every plan that one of them was held to.
summed_plan as (
    select
        q.unit_code, q.indicator_code, q.year, q.quarter, q.level,
        ' theo kế hoạch ' || string_agg(coalesce('số ' || d.number, q.plan_code), ', ' order by q.plan_code) as by_plan
    from work.quarter_plan as q
    left join stg.plan as d on d.plan_code = q.plan_code
    group by q.unit_code, q.indicator_code, q.year, q.quarter, q.level
),
-- A place is a unit or a province: named as what it is, it is joined by.
judged as (
    select
        *, case scope when 'unit' then place_code end as unit_code, case scope when 'province' then place_code end as province_code
    from work.judgement
),
fact as (
    select
        j.judgement_no, j.scope, j.status, j.measure, j.direction, j.phasing, j.is_met, j.is_due, j.is_final, j.may_turn, j.is_estimate,
        j.is_quarter_failed, j.failed_quarters, j.counted_numerator as numerator_count, j.counted_denominator as denominator_count,
        j.needed as needed_count,
        case j.direction when 'at_most' then s.ceiling_name else s.name end as status_name,
        coalesce(' ' || i.unit_of_measure, '') as unit,
        w.needed, w.numerator, w.denominator, w.target, w.expected,
        w.target || case j.measure when 'rate' then '%' else coalesce(' ' || i.unit_of_measure, '') end
        || case when l.offices > 1 then ' (cộng mức của ' || l.offices || ' đơn vị)' else '' end
        || coalesce(
            case
                when w.whole_year_target = w.target then null
                when l.days_in_all = date_diff('day', y.year_starts_on, y.year_ends_on) + 1 then ' (mức cả năm '
                else ' (mức cả thời hạn '
            end
            || w.whole_year_target || ', tính cho ' || l.days_open || '/' || l.days_in_all || ' ngày hoạt động)', '') as asked_amount,
        case
            when l.is_changed_in_year and l.phasing = 'each_quarter' and j.measure = 'count' and c.by_plan is not null then c.by_plan
            when l.is_changed_in_year then coalesce(' theo kế hoạch số ' || d.number, ' theo kế hoạch ' || j.plan_code)
            else coalesce(h.by_plan, '')
        end as by_plan,
        case j.measure
            when 'rate' then w.value || '% (' || w.numerator || '/' || w.denominator || ')'
            else w.numerator || coalesce(' ' || i.unit_of_measure, '')
        end as reached,
        case
            when w.side is not null then 'chưa đến 0,0000000001 điểm phần trăm'
            when j.measure = 'rate' then 'là ' || w.gap || ' điểm phần trăm'
            else 'là ' || w.gap || coalesce(' ' || i.unit_of_measure, '')
        end as gap,
        case when j.phasing = 'each_quarter' and j.measure = 'count' then ' (cộng đến hết quý này)' else '' end as so_far,
        substr(cast(j.due_on as varchar), 9, 2) || '/' || substr(cast(j.due_on as varchar), 6, 2) || '/'
            || substr(cast(j.due_on as varchar), 1, 4) as due_text,
        t.lacks_target, coalesce(l.is_by_volume, v.is_by_volume, false) as is_by_volume, a.said as after_due,
        p.unit_code is not null and j.measure = 'count' as is_parted,
        l.is_reported, l.is_too_large, g.lacking, q.passed_over,
        case when not l.is_complete then g.left_out end as left_out, case when not l.is_complete then g.also_lacking end as also_lacking,
        b.said as not_reported,
        coalesce(v.is_tiered, false) as is_tiered,
        coalesce(not l.is_complete, v.units_whole - v.units_closed < v.units_open, false) as is_partial,
        case when v.units > 0 then
            ' Tính trên số liệu của '
            || case
                when v.units_open = 0 then v.offices_closed || ' đơn vị đã kết thúc hoạt động trong năm'
                when v.units_closed = 0 then v.units || '/' || v.units_open || ' đơn vị'
                else (v.units - v.units_closed) || '/' || v.units_open || ' đơn vị và ' || v.offices_closed
                    || ' đơn vị đã kết thúc hoạt động trong năm'
            end
            || case when v.units_uncounted > 0 then ', trong đó ' || v.units_uncounted || ' đơn vị chưa có quý nào được xét' else '' end
            || case when v.units_without_target > 0 then '; ' || v.units_without_target || ' đơn vị có số liệu nhưng chưa có mức chỉ tiêu' else '' end
            || case
                when v.offices_closed_without_target > 0
                    then '; không gồm ' || v.offices_closed_without_target || ' đơn vị đã kết thúc hoạt động trong năm, có số liệu nhưng không có mức chỉ tiêu'
                else ''
            end
            || case when v.leaves_stock_out then '; số cuối kỳ của đơn vị đã kết thúc hoạt động không còn được cộng' else '' end
            || case when v.units_as_before > 0 then '; ' || v.units_as_before || ' đơn vị chưa báo cáo quý này, tính theo quý trước' else '' end
            || case
                when v.units_whole + v.units_as_before < v.units
                    then '; ' || (v.units - v.units_whole - v.units_as_before) || ' đơn vị còn thiếu số liệu quý trước'
                else ''
            end
            || '.'
        end as coverage
    from judged as j
    inner join ref.indicators as i on i.indicator_code = j.indicator_code
    inner join ref.statuses as s on s.status = j.status
    inner join work.period as y on y.year = j.year and y.quarter = j.quarter
    inner join worded as w on w.judgement_no = j.judgement_no
    left join work.unit_level as l
        on l.unit_code = j.unit_code and l.indicator_code = j.indicator_code and l.year = j.year
        and l.quarter = j.quarter and l.level = j.level
    left join work.gap as g
        on g.unit_code = j.unit_code and g.indicator_code = j.indicator_code and g.year = j.year
        and g.quarter = j.quarter
    left join work.passed_over as q
        on q.unit_code = j.unit_code and q.indicator_code = j.indicator_code and q.year = j.year
        and q.quarter = j.quarter and q.level = j.level
    left join work.last_sent as b
        on b.unit_code = j.unit_code and b.year = j.year and b.quarter = j.quarter
    left join covered as v
        on v.province_code = j.province_code and v.indicator_code = j.indicator_code and v.year = j.year
        and v.quarter = j.quarter
    left join stg.plan as d on d.plan_code = j.plan_code
    left join summed_plan as c
        on c.unit_code = j.unit_code and c.indicator_code = j.indicator_code and c.year = j.year and c.quarter = j.quarter
        and c.level = j.level
    left join work.province_by_plan as h
        on h.province_code = j.province_code and h.indicator_code = j.indicator_code and h.year = j.year and h.quarter = j.quarter
    left join work.no_target_text as t on t.judgement_no = j.judgement_no
    left join work.after_due as a on a.judgement_no = j.judgement_no
    left join work.parted as p on p.unit_code = j.unit_code and p.year = j.year
),
asking as (
    select *, asked_amount || by_plan as asked from fact
),
said as (
    select
        *,
        case
            when status = 'not_reported' and scope = 'province' then 'chưa đơn vị nào có đủ số liệu của quý này'
            when status = 'not_reported' and not is_reported then coalesce(not_reported, 'chưa có số liệu của quý này')
            when status = 'not_reported' and is_too_large then 'số liệu quá lớn, không tính được chính xác; đề nghị kiểm tra lại'
            when status = 'not_reported' and denominator_count < 0
                then 'mẫu số là ' || denominator || ', nhỏ hơn 0, nên không tính được tỷ lệ; đề nghị kiểm tra lại'
            when status = 'not_reported' then 'báo cáo đã gửi nhưng thiếu ' || coalesce(lacking, 'số liệu của quý này')
            when status = 'no_target' and measure = 'rate' and coalesce(denominator_count, 0) <= 0
                then 'chưa phát sinh việc để tính tỷ lệ; không có mức chỉ tiêu đang áp dụng'
            when status = 'no_target' then 'kết quả ' || reached || '; ' || coalesce(lacks_target, 'không có mức chỉ tiêu đang áp dụng')
            when status = 'not_applicable' and is_partial then 'chưa phát sinh việc nào để tính tỷ lệ; mức chỉ tiêu ' || asked
            when status = 'not_applicable' then 'không phát sinh việc nào để tính tỷ lệ; mức chỉ tiêu ' || asked
            when is_quarter_failed and direction = 'at_least'
                then 'kết quả ' || reached || case
                    when is_met then ', tính chung đến nay đã đủ mức ' || asked || ', nhưng '
                    else ', tính chung đến nay thấp hơn mức ' || asked || ' ' || gap || '; '
                end || 'quý ' || failed_quarters || ' không đủ mức phải đạt trong từng quý'
            when is_quarter_failed
                then 'kết quả ' || reached || case
                    when is_met then ', tính chung đến nay không quá mức ' || asked || ', nhưng '
                    else ', tính chung đến nay vượt mức ' || asked || ' ' || gap || '; '
                end || 'quý ' || failed_quarters || ' vượt mức tối đa của từng quý'
            when status = 'exceeded' then 'kết quả ' || reached || ', cao hơn mức tối thiểu ' || asked || so_far || ' ' || gap
            when status = 'met' and direction = 'at_least' then 'kết quả ' || reached || ', bằng mức ' || asked || so_far
            when status = 'met' and numerator_count = 0 and target = '0' and not is_tiered
                then case when is_partial then 'số liệu đã có chưa ghi nhận trường hợp nào' else 'không để xảy ra trường hợp nào' end
                    || case when measure = 'rate' then ' (0/' || denominator || ')' else '' end
                    || case when by_plan <> '' then ', đúng mức ' || asked else '' end
            when status = 'met' then 'kết quả ' || reached || ', không quá mức tối đa ' || asked || so_far
            when direction = 'at_most' and target = '0' and not is_tiered
                then case measure when 'rate' then 'kết quả ' else 'có ' end || reached || '; chỉ tiêu' || by_plan || ' là không để xảy ra'
            when direction = 'at_most'
                then 'kết quả ' || reached || ', vượt mức tối đa ' || asked || so_far || ' ' || gap
                    || case
                        when status = 'behind' then '; thời hạn đến ngày ' || due_text
                        when is_due and measure = 'rate' then '; hết hạn ngày ' || due_text
                        else ''
                    end
            when status = 'missed' and is_due
                then 'kết quả ' || reached || ', thấp hơn mức ' || asked || so_far || ' ' || gap || '; hết hạn ngày ' || due_text
            when status = 'missed'
                then 'kết quả ' || reached || ', thấp hơn mức ' || asked || ' ' || gap || '; việc đã không đạt thì không thể bù lại'
            when measure = 'rate' and is_final
                then 'kết quả ' || reached || ', thấp hơn mức ' || asked || ' ' || gap || '; thời hạn đến ngày ' || due_text
                    || '; việc đã không đạt thì không thể bù lại, chỉ việc mới có thể nâng tỷ lệ'
            when measure = 'rate' then 'kết quả ' || reached || ', thấp hơn mức ' || asked || ' ' || gap || '; thời hạn đến ngày ' || due_text
            -- A share of the cases that each unit has grows with them: it is no number for the day it is due.
            when is_tiered and expected is null
                then 'kết quả ' || reached || ', thấp hơn mức ' || asked || ' ' || gap || '; thời hạn đến ngày ' || due_text
            when phasing = 'each_quarter' then 'mới có ' || reached || ', đến hết quý này phải có ' || asked
            when expected = '0' and status = 'on_track' then 'đã có ' || numerator || '/' || asked || '; thời hạn đến ngày ' || due_text
            when expected is null then 'mới có ' || reached || '; mức đến ngày ' || due_text || ' là ' || asked
            else case status when 'on_track' then 'đã có ' else 'mới có ' end
                || reached || ', đến nay phải có ' || expected || unit || '; mức đến ngày ' || due_text || ' là ' || asked
        end as sentence,
        -- What is lacking is said while it can still come.
        case
            when status not in ('on_track', 'behind') or direction = 'at_most' or needed_count = 0 or is_due then ''
            -- A new case adds to the denominator of a share, too: it is lacking among the cases there are.
            when measure = 'rate' and is_final then ''
            when measure = 'rate' then '; còn thiếu ' || needed || unit || ', tính trên mẫu số ' || denominator || ' hiện nay'
            when is_tiered and expected is null then '; còn thiếu ' || needed || unit || ', tính trên mẫu số hiện nay của từng đơn vị'
            -- More cases may bring an office into another tier.
            else '; cần thêm ' || needed || unit || case
                when not is_by_volume then ''
                when scope = 'province' then ' theo quy mô hiện nay của từng đơn vị'
                else ' theo quy mô hiện nay'
            end
        end as lacking_text
    from asking
)
select
    judgement_no,
    status_name || ': ' || sentence || lacking_text || coalesce(after_due, '') || '.'
    || case
        -- Where one more is all that is lacking, that has been said.
        when not may_turn or lacking_text <> '' then ''
        else ' Chỉ hơn kém một' || case unit when '' then ' việc' else unit end || ' là kết quả đổi chiều.'
    end
    || case when status = 'not_reported' then '' else coalesce(' Chưa gồm ' || left_out || '.', '') end
    || case when status = 'not_reported' then '' else coalesce(' Số liệu quý trước còn thiếu: ' || also_lacking || '.', '') end
    || case when status = 'not_reported' then '' else coalesce(' Không tính ' || passed_over || '.', '') end
    || case
        when is_estimate and status <> 'not_reported'
            then ' Đây là số ước tính, vì số của đơn vị chia tách được tính theo phần chuyển sang.'
                || case when is_parted and target is not null then ' Mức chỉ tiêu thì không chia theo phần ấy.' else '' end
        else ''
    end
    || case when status = 'not_reported' then '' else coalesce(coverage, '') end as reason
from said
