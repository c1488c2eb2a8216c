-- Một câu nói rõ vì sao có đánh giá ấy, kèm các con số, để đọc thành tiếng trong giao ban.
-- grain: judgement_no
with worded as (
    select
        n.judgement_no,
        value.text as value, gap.text as gap, numerator.text as numerator, denominator.text as denominator,
        target.text as target, expected.text as expected, needed.text as needed
    from work.spoken as n
    left join work.number_text as value on value.amount = n.value and value.places = n.value_places and not value.is_trimmed
    left join work.number_text as gap on gap.amount = n.gap and gap.places = n.gap_places and not gap.is_trimmed
    left join work.number_text as numerator on numerator.amount = n.numerator and numerator.is_trimmed
    left join work.number_text as denominator on denominator.amount = n.denominator and denominator.is_trimmed
    left join work.number_text as target on target.amount = n.target and target.is_trimmed
    left join work.number_text as needed on needed.amount = n.needed and needed.is_trimmed
    left join work.number_text as expected on expected.amount = n.expected and expected.is_trimmed
),
fact as (
    select
        w.judgement_no, j.status, j.measure, j.direction, j.phasing, j.due_on,
        j.period_to, j.is_close, j.needed as needed_count, j.counted_numerator as numerator_count, j.counted_denominator as denominator_count,
        j.is_quarter_failed, j.per,
        s.name as status_name,
        coalesce(' ' || i.unit_of_measure, '') as unit,
        w.needed, w.value, w.gap, w.numerator, w.denominator, w.target, w.expected,
        case j.measure when 'rate' then w.target || '%' else w.target || coalesce(' ' || i.unit_of_measure, '') end as asked,
        case j.measure
            when 'rate' then w.value || '% (' || w.numerator || '/' || w.denominator || ')'
            else w.numerator || coalesce(' ' || i.unit_of_measure, '')
        end as reached,
        case j.measure when 'rate' then w.gap || ' điểm phần trăm' else w.gap || coalesce(' ' || i.unit_of_measure, '') end
            as gap_text,
        case j.phasing when 'each_quarter' then ' (tính đến hết quý)' else '' end as so_far,
        substr(cast(j.due_on as varchar), 9, 2) || '/' || substr(cast(j.due_on as varchar), 6, 2) || '/'
            || substr(cast(j.due_on as varchar), 1, 4) as due_text
    from work.judgement as j
    inner join ref.indicators as i on i.indicator_code = j.indicator_code
    inner join ref.statuses as s on s.status = j.status
    inner join worded as w on w.judgement_no = j.judgement_no
),
said as (
    select
        *,
        case
            when status = 'not_reported' and numerator_count is null and denominator_count is null
                then 'chưa có số liệu của quý này'
            when status = 'not_reported' and numerator_count is null then 'thiếu số liệu của tử số'
            when status = 'not_reported' then 'thiếu số liệu của mẫu số'
            when status = 'no_target' and per is not null
                then 'có ' || numerator || unit || ', chưa có số người để tính mức chỉ tiêu'
            when status = 'no_target' and measure = 'rate' and denominator_count = 0
                then 'chưa phát sinh việc để tính tỷ lệ; không có mức chỉ tiêu'
            when status = 'no_target' then 'kết quả ' || reached || '; không có mức chỉ tiêu'
            when status = 'not_applicable' then 'không phát sinh việc nào để tính tỷ lệ; mức chỉ tiêu ' || asked
            when status = 'exceeded' then 'kết quả ' || reached || ', cao hơn mức tối thiểu ' || asked || so_far || ' là ' || gap_text
            when status = 'met' and direction = 'at_least' then 'kết quả ' || reached || ', bằng mức ' || asked || so_far
            when status = 'met' and numerator_count = 0 and target = '0' then 'không để xảy ra trường hợp nào'
            when status = 'met' then 'kết quả ' || reached || ', không quá mức tối đa ' || asked || so_far
            when direction = 'at_most' and measure = 'count' and target = '0' then 'có ' || reached || '; chỉ tiêu là không để xảy ra'
            when direction = 'at_most'
                then 'kết quả ' || reached || ', quá mức tối đa ' || asked || ' là ' || gap_text
            when status = 'missed' and is_quarter_failed and period_to < due_on
                then 'kết quả ' || reached || ', có quý không đủ mức phải đạt trong từng quý; tính đến nay phải có ' || asked
            when status = 'missed' then 'kết quả ' || reached || ', thấp hơn mức ' || asked || ' là ' || gap_text || '; hết hạn ngày ' || due_text
            when status = 'on_track' and expected = '0'
                then 'đã có ' || reached || ' trên mức ' || asked || '; thời hạn đến ngày ' || due_text
            when status = 'on_track'
                then 'đã có ' || reached || ', đến nay phải có ' || expected || '; mức đến ngày ' || due_text || ' là ' || asked
            when measure = 'count'
                then 'mới có ' || reached || ', đến nay phải có ' || expected || '; mức đến ngày ' || due_text || ' là ' || asked
            else 'kết quả ' || reached || ', thấp hơn mức ' || asked || ' là ' || gap_text || '; còn đến ngày ' || due_text
        end as sentence,
        case
            when needed_count is null or needed_count = 0 then ''
            when direction = 'at_most' and measure = 'count' then ''
            when direction = 'at_most' then '; thừa ' || needed || unit
            else '; cần thêm ' || needed || unit
        end as lacking,
        case
            when is_close then ' Chỉ cần một' || unit || ' là kết quả đổi chiều.'
            else ''
        end as warning
    from fact
)
select
    judgement_no,
    status_name || ': ' || sentence || lacking || '.' || warning as reason
from said
