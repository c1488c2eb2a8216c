-- A later report carries what the one in force carries: a few elements fewer are a warning, more than a tenth are too many.
-- in turn
with previous as (
    select t.file_no, t.unit_code, t.year, t.quarter, max(e.file_no) as previous_no
    from batch.turn as t
    inner join batch.earlier_submission as e
        on e.unit_code = t.unit_code and e.year = t.year and e.quarter = t.quarter and e.file_no < t.file_no
    -- A report of withdrawals alone withdraws the whole of what is in force; an empty one is refused as such.
    where (t.file_no, t.unit_code, t.year, t.quarter) in (select file_no, unit_code, year, quarter from batch.figure)
    group by t.file_no, t.unit_code, t.year, t.quarter
),
carried as (
    select
        p.file_no, p.unit_code, p.year, p.quarter, p.previous_no, g.data_element_code, e.name, e.field_code,
        f.data_element_code is null and w.data_element_code is null as is_lacking
    from previous as p
    inner join batch.earlier_figure as g
        on g.file_no = p.previous_no and g.unit_code = p.unit_code and g.year = p.year and g.quarter = p.quarter
    inner join ref.data_elements as e on e.data_element_code = g.data_element_code
    left join (select distinct file_no, unit_code, year, quarter, data_element_code from batch.figure) as f
        on f.file_no = p.file_no and f.unit_code = p.unit_code and f.year = p.year and f.quarter = p.quarter
        and f.data_element_code = g.data_element_code
    left join (select distinct file_no, unit_code, year, quarter, data_element_code from batch.withdrawal) as w
        on w.file_no = p.file_no and w.unit_code = p.unit_code and w.year = p.year and w.quarter = p.quarter
        and w.data_element_code = g.data_element_code
),
-- A field of which nothing is left is named as a whole, where others are left.
field as (
    select
        file_no, unit_code, year, quarter, field_code, count(*) as carried, count(case when is_lacking then 1 end) as lacking,
        count(*) over (partition by file_no, unit_code, year, quarter) as fields
    from carried
    group by file_no, unit_code, year, quarter, field_code
),
lacked as (
    select
        c.file_no, c.unit_code, c.year, c.quarter, c.name || ' (' || c.data_element_code || ')' as said, 1 as times, 2 as rank,
        c.data_element_code as code
    from carried as c
    inner join field as f using (file_no, unit_code, year, quarter, field_code)
    where c.is_lacking and (f.lacking < f.carried or f.fields = 1)
    union all
    select
        f.file_no, f.unit_code, f.year, f.quarter, '“' || coalesce(n.short_name, n.name) || '”', f.lacking, 1, f.field_code
    from field as f
    inner join ref.fields as n on n.field_code = f.field_code
    where f.lacking = f.carried and f.fields > 1
),
placed as (
    select *, row_number() over (partition by file_no, unit_code, year, quarter, rank order by code) as place
    from lacked
),
counted as (
    select
        file_no, unit_code, year, quarter, sum(times) as lacking,
        coalesce(sum(case when rank = 2 and place > 5 then 1 end), 0) as unnamed,
        string_agg(case when rank = 1 then said end, ', ' order by place) as fields,
        string_agg(case when rank = 2 and place <= 5 then said end, '; ' order by place) as elements
    from placed
    group by file_no, unit_code, year, quarter
),
weighed as (
    select c.*, t.carried, p.previous_no, 10 * c.lacking > t.carried as is_too_many,
        2 * c.lacking > t.carried as is_part
    from counted as c
    inner join previous as p using (file_no, unit_code, year, quarter)
    inner join (
        select file_no, unit_code, year, quarter, count(*) as carried from carried group by file_no, unit_code, year, quarter
    ) as t using (file_no, unit_code, year, quarter)
)
select
    c.file_no, c.unit_code, c.year, c.quarter, cast(null as varchar) as sheet, cast(null as varchar) as cell,
    case when c.is_too_many then 'error' else 'warning' end as severity, 'lacks_elements' as code,
    'Báo cáo quý ' || written_quarter(c.year, c.quarter) || ' gửi lại này '
    || case when c.is_part then 'chỉ có ' || cast(c.carried - c.lacking as bigint) else 'không có ' || cast(c.lacking as bigint) end
    || ' trong ' || c.carried || ' số liệu của bản đã nhận ngày ' || strftime(s.received_at, '%d/%m/%Y') || ' (tệp “' || s.name || '”)'
    -- Who sent a part of the whole knows which; what is missing here and there has to be looked for.
    || coalesce(
        case
            when c.is_part then ', thiếu hẳn lĩnh vực ' || c.fields
            else ': ' || concat_ws('; ', 'tất cả của lĩnh vực ' || c.fields, c.elements)
        end, ''
    )
    || case when c.unnamed > 0 and not c.is_part then '; và ' || cast(c.unnamed as bigint) || ' số liệu nữa' else '' end
    || case
        when c.is_too_many
            then '. Bản cũ giữ nguyên, bản này chưa được nhận: hãy gửi lại cả báo cáo, có đủ các số liệu, không chỉ số cần sửa; số liệu nào '
                || 'muốn bỏ thì ghi “rút” vào ô của nó.'
        else '. Các số liệu này trở thành chưa có; nếu không định rút thì hãy gửi lại cho đủ.'
    end as message
from weighed as c
inner join batch.earlier_submission as s
    on s.file_no = c.previous_no and s.unit_code = c.unit_code and s.year = c.year and s.quarter = c.quarter
-- Of a report that is refused anyhow, what is missing may only be what could not be read: a cell, or a whole sheet.
where not exists (
        select 1 from batch.problem as p
        where p.file_no = c.file_no and p.severity = 'error'
            and (p.unit_code is null or p.unit_code = c.unit_code and p.year = c.year and p.quarter = c.quarter)
            and (
                10 * c.lacking <= c.carried
                or p.code in ('sheet_too_large', 'missing_table', 'missing_column', 'duplicate_column', 'sheet_repeated', 'two_reports')
            )
    )
