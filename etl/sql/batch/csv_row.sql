-- Các dòng của một tệp CSV số liệu, mỗi ô đã hiểu thành số, ngày; ô không hiểu được thì để trống và giữ nguyên chữ đã ghi.
-- grain: file_no, row_no
with trimmed as (
    select
        f.file_no, f.numbers, i.row_no,
        nullif(trim(i.unit_code), '') as unit_code,
        nullif(trim(i.year), '') as year_text,
        nullif(trim(i.quarter), '') as quarter_text,
        nullif(trim(i.data_element_code), '') as data_element_code,
        nullif(trim(i.value), '') as value_text,
        nullif(trim(i.period_to), '') as period_to_text
    from incoming_row as i
    cross join incoming_file as f
),
-- What each way of writing numbers takes without further thought; the rest was looked at one by one.
plain as (
    select
        t.*,
        case
            when t.numbers = 'vietnamese'
                then case when regexp_full_match(t.value_text, '-?[0-9]{1,12}(,[0-9]{1,2})?') then replace(t.value_text, ',', '.') end
            when regexp_full_match(t.value_text, '-?[0-9]{1,12}(\.([0-9]{1,2}|[0-9]{4}))?') then t.value_text
        end as number
    from trimmed as t
    where coalesce(t.unit_code, t.year_text, t.quarter_text, t.data_element_code, t.value_text, t.period_to_text) is not null
)
select
    p.file_no, p.row_no, p.unit_code, p.year_text, p.quarter_text, p.data_element_code, p.value_text, p.period_to_text,
    case when regexp_full_match(p.year_text, '(19|20|21)[0-9]{2}') then cast(p.year_text as integer) end as year,
    case when regexp_full_match(p.quarter_text, '[1-4]') then cast(p.quarter_text as integer) end as quarter,
    case
        when regexp_full_match(p.period_to_text, '[0-9]{4}-[0-9]{2}-[0-9]{2}') then try_cast(p.period_to_text as date)
    end as period_to,
    coalesce(cast(p.number as decimal(19, 4)), o.value) as value, o.other_value,
    coalesce(o.is_withdrawn, false) as is_withdrawn, o.fault
from plain as p
left join incoming_number as o on o.written = case when p.number is null then p.value_text end
