-- Each row of a figures CSV says whose figure of which quarter it is; one message for each wrong thing that is written.
with note as (
    select r.file_no, min(r.row_no) as row_no, count(*) as times, concat_ws('”, “', r.unit_code, r.value_text) as written
    from batch.csv_row as r
    where r.year_text is null and r.quarter_text is null and r.data_element_code is null
    group by r.file_no, concat_ws('”, “', r.unit_code, r.value_text)
),
keyed as (
    select
        r.*, u.written is not null as is_total_unit, e.written is not null as is_total_element
    from batch.csv_row as r
    left join batch.hint as u on u.key_name = 'unit_code' and u.hint = '' and u.written = r.unit_code
    left join batch.hint as e on e.key_name = 'data_element_code' and e.hint = '' and e.written = r.data_element_code
    where r.year_text is not null or r.quarter_text is not null or r.data_element_code is not null
),
figure_row as (
    select * from keyed where not is_total_unit and not is_total_element
),
-- A row of totals that says of no quarter, so that no report is blamed for it.
total as (
    select file_no, min(row_no) as row_no, count(*) as times, min(case when is_total_unit then unit_code else data_element_code end) as written
    from keyed
    where (is_total_unit or is_total_element) and (year is null or quarter is null or unit_code is null)
    group by file_no
),
doubtful as (
    select r.file_no, 'unit_code' as key_name, c.unit_letters as letters, r.row_no, r.unit_code as written
    from figure_row as r
    inner join batch.csv_file as c on c.file_no = r.file_no
    where r.unit_code is null or length(r.unit_code) > 60
    union all
    select r.file_no, 'year', c.year_letters, r.row_no, r.year_text
    from figure_row as r
    inner join batch.csv_file as c on c.file_no = r.file_no
    where r.year is null
    union all
    select r.file_no, 'quarter', c.quarter_letters, r.row_no, r.quarter_text
    from figure_row as r
    inner join batch.csv_file as c on c.file_no = r.file_no
    where r.quarter is null
    union all
    select r.file_no, 'data_element_code', c.element_letters, r.row_no, r.data_element_code
    from figure_row as r
    inner join batch.csv_file as c on c.file_no = r.file_no
    where r.data_element_code is null or length(r.data_element_code) > 200
),
grouped as (
    select file_no, key_name, letters, written, min(row_no) as row_no, count(*) as times
    from doubtful
    group by file_no, key_name, letters, written
)
select
    g.file_no, cast(null as varchar) as unit_code, cast(null as integer) as year, cast(null as integer) as quarter,
    cast(null as varchar) as sheet, g.letters || g.row_no as cell, 'error' as severity,
    case g.key_name
        when 'unit_code' then case when g.written is null then 'unit_missing' else 'unknown_unit' end
        when 'year' then 'year_unreadable'
        when 'quarter' then 'quarter_unreadable'
        else case when g.written is null then 'element_missing' else 'unknown_element' end
    end as code,
    case g.key_name
        when 'unit_code' then 'Mã đơn vị' when 'year' then 'Năm' when 'quarter' then 'Quý' else 'Mã số liệu'
    end
    || case when g.times > 1 then ' ở dòng này và ' || (g.times - 1) || ' dòng nữa' else '' end
    || case
        when g.written is null then ' để trống'
        when length(g.written) > 200 or length(g.written) > 60 and g.key_name <> 'data_element_code' then ' dài ' || length(g.written) || ' ký tự'
        else ' đang ghi “' || g.written || '”'
    end
    || case g.key_name
        when 'unit_code' then '; cần mã trong danh mục đơn vị, ví dụ ' || coalesce((select min(unit_code) from ref.units), '')
        when 'year' then '; cần năm công tác gồm bốn chữ số, ví dụ 2022'
        when 'quarter' then '; cần 1, 2, 3 hoặc 4'
        else '; cần mã trong danh mục số liệu, ví dụ ' || coalesce((select min(data_element_code) from ref.data_elements), '')
    end
    || coalesce('. ' || h.hint, '') || '.' as message
from grouped as g
left join batch.hint as h on h.key_name = g.key_name and h.written = g.written
union all
select
    n.file_no, null, null, null, null, 'A' || n.row_no, 'error', 'broken_line',
    'Dòng ' || n.row_no || case when n.times > 1 then ' và ' || (n.times - 1) || ' dòng nữa' else '' end || ' chỉ ghi “'
    || case when length(n.written) > 60 then left(n.written, 59) || '…' else n.written end
    || '”, không có năm, quý, mã số liệu; nếu là dòng cộng hay ghi chú thì hãy xoá, nếu là số liệu thì ghi đủ các ô.'
from note as n
union all
select
    t.file_no, null, null, null, null, 'A' || t.row_no, 'error', 'total_row',
    'Dòng ' || t.row_no || case when t.times > 1 then ' và ' || (t.times - 1) || ' dòng nữa' else '' end || ' ghi “' || t.written
    || '” là dòng cộng, không phải số liệu; hệ thống tự cộng. Hãy xoá dòng ấy rồi gửi lại.'
from total as t
