-- Một câu nói rõ vì sao có đánh giá ấy, kèm các con số, để đọc thành tiếng trong giao ban.
-- grain: judgement_no
with worded as (
    select
        n.judgement_no,
        value.text as value, coalesce(points.text, cases.text) as gap, numerator.text as numerator, denominator.text as denominator,
        target.text as target, expected.text as expected, needed.text as needed, whole_year.text as whole_year_target
    from work.reason_number as n
    left join work.number_text as value on value.amount = n.value and value.places = n.value_places and not value.is_trimmed
    left join work.number_text as points
        on n.measure = 'rate' and points.amount = n.gap and points.places = n.value_places and not points.is_trimmed
    left join work.number_text as cases on n.measure = 'count' and cases.amount = n.gap and cases.is_trimmed
    left join work.number_text as numerator on numerator.amount = n.numerator and numerator.is_trimmed
    left join work.number_text as denominator on denominator.amount = n.denominator and denominator.is_trimmed
    left join work.number_text as target on target.amount = n.target and target.is_trimmed
    left join work.number_text as needed on needed.amount = n.needed and needed.is_trimmed
    left join work.number_text as whole_year on whole_year.amount = n.whole_year_target and whole_year.is_trimmed
    left join work.number_text as expected on expected.amount = n.expected and expected.is_trimmed
),
sent_back as (
    select unit_code, year, quarter, max(received_at) as received_at
    from stg.submission_all
    where status = 'refused'
    group by unit_code, year, quarter
),
open_count as (
    select province_code, year, quarter, count(*) as units from work.unit_period group by province_code, year, quarter
),
fact as (
    select
        j.judgement_no, j.scope, j.status, j.measure, j.direction, j.phasing, j.per, j.is_met, j.is_due, j.is_final, j.is_close, j.is_estimate,
        j.is_quarter_failed, j.failed_quarters, j.counted_numerator as numerator_count, j.counted_denominator as denominator_count,
        j.needed as needed_count,
        case when j.status = 'behind' and j.direction = 'at_most' then 'Đang vượt mức tối đa' else s.name end as status_name,
        coalesce(' ' || i.unit_of_measure, '') as unit,
        w.needed, w.numerator, w.denominator, w.target, w.expected,
        w.target || case j.measure when 'rate' then '%' else coalesce(' ' || i.unit_of_measure, '') end
        || case when l.offices > 1 then ' (cộng mức của ' || l.offices || ' đơn vị)' else '' end
        || coalesce(' (mức cả năm ' || w.whole_year_target || ', tính cho ' || l.days_open || '/' || l.days_in_all || ' ngày hoạt động)', '')
        || case
            when l.is_changed_in_year then coalesce(' theo kế hoạch số ' || d.number, ' theo kế hoạch ' || j.plan_code)
            else ''
        end as asked,
        case j.measure
            when 'rate' then w.value || '% (' || w.numerator || '/' || w.denominator || ')'
            else w.numerator || coalesce(' ' || i.unit_of_measure, '')
        end as reached,
        case j.measure when 'rate' then w.gap || ' điểm phần trăm' else w.gap || coalesce(' ' || i.unit_of_measure, '') end
            as gap,
        case j.phasing when 'each_quarter' then ' (tính đến hết quý)' else '' end as so_far,
        substr(cast(j.due_on as varchar), 9, 2) || '/' || substr(cast(j.due_on as varchar), 6, 2) || '/'
            || substr(cast(j.due_on as varchar), 1, 4) as due_text,
        lower(left(p.name, 1)) || substr(p.name, 2) as per_name,
        l.is_reported, l.is_too_large, g.lacking,
        case when j.is_judged and not l.is_complete then g.left_out end as left_out,
        substr(cast(b.received_at as varchar), 9, 2) || '/' || substr(cast(b.received_at as varchar), 6, 2) || '/'
            || substr(cast(b.received_at as varchar), 1, 4) as sent_back_on,
        case when j.scope = 'province' then
            (v.units_in_result - v.units_closed) || '/' || o.units || ' đơn vị'
            || case when v.units_closed > 0 then ' và ' || v.units_closed || ' đơn vị đã giải thể trong năm' else '' end
        end as covered,
        v.units_in_result
    from work.judgement as j
    inner join ref.indicators as i on i.indicator_code = j.indicator_code
    inner join ref.statuses as s on s.status = j.status
    inner join worded as w on w.judgement_no = j.judgement_no
    left join work.unit_level as l
        on j.scope = 'unit' and l.unit_code = j.place_code and l.indicator_code = j.indicator_code and l.year = j.year
        and l.quarter = j.quarter and l.level = j.level
    left join work.gap as g
        on j.scope = 'unit' and g.unit_code = j.place_code and g.indicator_code = j.indicator_code and g.year = j.year
        and g.quarter = j.quarter
    left join sent_back as b
        on j.scope = 'unit' and b.unit_code = j.place_code and b.year = j.year and b.quarter = j.quarter
    left join work.province_level as v
        on j.scope = 'province' and v.province_code = j.place_code and v.indicator_code = j.indicator_code and v.year = j.year
        and v.quarter = j.quarter
    left join open_count as o
        on j.scope = 'province' and o.province_code = j.place_code and o.year = j.year and o.quarter = j.quarter
    left join stg.plan as d on d.plan_code = j.plan_code
    left join ref.data_elements as p on p.data_element_code = j.per
),
said as (
    select
        *,
        case
            when status = 'not_reported' and scope = 'province' then 'chưa đơn vị nào có số liệu của quý này'
            when status = 'not_reported' and not is_reported and sent_back_on is not null then 'đã gửi, bị trả lại ngày ' || sent_back_on
            when status = 'not_reported' and not is_reported then 'chưa có số liệu của quý này'
            when status = 'not_reported' and is_too_large then 'số liệu quá lớn, không tính được chính xác; đề nghị kiểm tra lại'
            when status = 'not_reported' and denominator_count < 0
                then 'mẫu số là ' || denominator || ', nhỏ hơn 0, nên không tính được tỷ lệ; đề nghị kiểm tra lại'
            when status = 'not_reported' then coalesce('thiếu ' || lacking, 'thiếu số liệu của quý này')
            when status = 'no_target' and per is not null
                then 'có ' || numerator || unit || ', chưa có ' || per_name || ' để tính mức chỉ tiêu'
            when status = 'no_target' and phasing = 'each_quarter'
                then 'kết quả ' || reached || '; chưa có quý nào hoạt động trọn để xét mức của từng quý'
            when status = 'no_target' and measure = 'rate' and denominator_count = 0
                then 'chưa phát sinh việc để tính tỷ lệ; không có mức chỉ tiêu'
            when status = 'no_target' then 'kết quả ' || reached || '; không có mức chỉ tiêu'
            when status = 'not_applicable' then 'không phát sinh việc nào để tính tỷ lệ; mức chỉ tiêu ' || asked
            when is_quarter_failed and direction = 'at_least'
                then 'kết quả ' || reached || '; quý ' || failed_quarters || ' không đủ mức phải đạt trong từng quý'
                    || case when is_met then ', tính chung đến nay đã đủ mức ' || asked else ', tính chung đến nay thấp hơn mức ' || asked || ' là ' || gap end
            when is_quarter_failed
                then 'kết quả ' || reached || '; quý ' || failed_quarters || ' vượt mức tối đa của từng quý'
                    || case when is_met then ', tính chung đến nay không quá mức ' || asked else ', tính chung đến nay vượt mức ' || asked || ' là ' || gap end
            when status = 'exceeded' then 'kết quả ' || reached || ', cao hơn mức tối thiểu ' || asked || so_far || ' là ' || gap
            when status = 'met' and direction = 'at_least' then 'kết quả ' || reached || ', bằng mức ' || asked || so_far
            when status = 'met' and numerator_count = 0 and target = '0' then 'không để xảy ra trường hợp nào'
            when status = 'met' then 'kết quả ' || reached || ', không quá mức tối đa ' || asked || so_far
            when direction = 'at_most' and measure = 'count' and target = '0' then 'có ' || reached || '; chỉ tiêu là không để xảy ra'
            when direction = 'at_most'
                then 'kết quả ' || reached || ', vượt mức tối đa ' || asked || ' là ' || gap
                    || case when status = 'behind' then '; còn đến ngày ' || due_text else '' end
            when status = 'missed' and not is_due
                then 'kết quả ' || reached || ', thấp hơn mức ' || asked || ' là ' || gap || '; việc đã không đạt thì không thể bù lại'
            when status = 'missed' then 'kết quả ' || reached || ', thấp hơn mức ' || asked || ' là ' || gap || '; hết hạn ngày ' || due_text
            when phasing = 'each_quarter' and measure = 'count' then 'mới có ' || reached || ', đến hết quý này phải có ' || asked
            when status = 'on_track' and expected = '0'
                then 'đã có ' || numerator || '/' || asked || '; thời hạn đến ngày ' || due_text
            when status = 'on_track'
                then 'đã có ' || reached || ', đến nay phải có ' || expected || '; mức đến ngày ' || due_text || ' là ' || asked
            when measure = 'count'
                then 'mới có ' || reached || ', đến nay phải có ' || expected || '; mức đến ngày ' || due_text || ' là ' || asked
            else 'kết quả ' || reached || ', thấp hơn mức ' || asked || ' là ' || gap || '; còn đến ngày ' || due_text
        end as sentence,
        -- What is lacking is said while it can still come. A new case adds to the denominator of a share, too: there it is
        -- lacking among the cases there are.
        case
            when needed_count is null or needed_count = 0 or direction = 'at_most' or is_due or status = 'missed' then ''
            when measure = 'rate' then '; còn thiếu ' || needed || unit
            else '; cần thêm ' || needed || unit
        end as lacking_text,
        case
            when is_close and (direction = 'at_least' or is_met) then ' Chỉ cần một' || case unit when '' then ' việc' else unit end || ' là kết quả đổi chiều.'
            else ''
        end as warning
    from fact
)
select
    judgement_no,
    status_name || ': ' || sentence || lacking_text || '.' || warning
    || coalesce(' Chưa gồm ' || left_out || '.', '')
    || case when is_estimate then ' Đây là số ước tính, vì số của đơn vị chia tách được tính theo phần chuyển sang.' else '' end
    || case when units_in_result > 0 then ' Tính trên số liệu của ' || covered || '.' else '' end as reason
from said
