-- Each row of a figures CSV says one number, and the same day for the whole of a report.
with whole as (
    select
        r.*, c.value_letters || r.row_no as value_cell, c.period_to_letters || r.row_no as period_to_cell,
        coalesce(e.name, r.data_element_code) as element_name, coalesce(e.is_whole, false) as is_whole, c.numbers,
        case when length(r.value_text) > 60 then left(r.value_text, 59) || '…' else r.value_text end as said
    from batch.csv_row as r
    inner join batch.csv_file as c on c.file_no = r.file_no
    left join ref.data_elements as e on e.data_element_code = r.data_element_code
    where length(r.unit_code) <= 60 and r.year is not null and r.quarter is not null
        and (r.fault is not null or r.other_value is not null or r.period_to_text is not null and r.period_to is null)
),
two_ways as (
    select
        w.file_no, w.unit_code, w.year, w.quarter, w.value_cell, w.is_whole,
        w.element_name || ': đang ghi “' || w.said || '”, ' as beginning,
        case when abs(w.value) > abs(w.other_value) then w.value else w.other_value end as large,
        case when abs(w.value) > abs(w.other_value) then w.other_value else w.value end as small
    from whole as w
    -- Where Vietnamese writing holds, a comma is decimal; only whole numbers leave room for doubt.
    where w.other_value is not null and (w.is_whole or w.numbers <> 'vietnamese')
)
select
    w.file_no, w.unit_code, w.year, w.quarter, cast(null as varchar) as sheet, w.value_cell as cell, 'error' as severity,
    'number_unreadable' as code,
    coalesce(w.element_name || ': ', '') || 'đang ghi “' || w.said || '”; ' || w.fault || '.' as message
from whole as w
where w.fault is not null
union all
select
    t.file_no, t.unit_code, t.year, t.quarter, null, t.value_cell, case when t.is_whole then 'error' else 'warning' end,
    'number_ambiguous',
    t.beginning
    || case
        when t.is_whole
            then 'không rõ là ' || written_number(t.large) || ' (dấu ngăn hàng nghìn) hay ' || written_number(t.small)
                || ' (dấu thập phân); hãy ghi số không có dấu, ví dụ ' || cast(cast(t.large as bigint) as varchar) || '.'
        else 'được hiểu là ' || written_number(t.small) || '; nếu là ' || written_number(t.large) || ' thì hãy ghi '
            || cast(cast(t.large as bigint) as varchar) || ' và gửi lại.'
    end
from two_ways as t
union all
select
    w.file_no, w.unit_code, w.year, w.quarter, null, arg_min(w.period_to_cell, w.row_no), 'error', 'date_unreadable',
    'Ngày số liệu' || case when count(*) > 1 then ' ở dòng này và ' || (count(*) - 1) || ' dòng nữa' else '' end || ' đang ghi “'
    || left(w.period_to_text, 60) || '”; cần dạng năm-tháng-ngày, ví dụ 2022-08-31.'
from whole as w
where w.period_to_text is not null and w.period_to is null
group by w.file_no, w.unit_code, w.year, w.quarter, w.period_to_text
union all
select
    r.file_no, r.unit_code, r.year, r.quarter, null, min(c.period_to_letters) || min(r.row_no), 'error', 'period_to_differs',
    'Báo cáo quý ' || written_quarter(r.year, r.quarter) || ' của đơn vị ' || r.unit_code || ' ghi nhiều ngày số liệu khác nhau: '
    || string_agg(distinct coalesce(strftime(r.period_to, '%d/%m/%Y'), 'để trống'), ', ') || '; mỗi báo cáo chỉ ghi một ngày.'
from batch.csv_row as r
inner join batch.csv_file as c on c.file_no = r.file_no and c.period_to_letters is not null
where length(r.unit_code) <= 60 and r.year is not null and r.quarter is not null
    and (r.period_to is not null or r.period_to_text is null)
group by r.file_no, r.unit_code, r.year, r.quarter
having min(coalesce(r.period_to_text, '')) <> max(coalesce(r.period_to_text, ''))
