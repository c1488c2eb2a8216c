-- A later report carries what the one in force carries: a few elements fewer are a warning, more than a tenth are too many.
-- in turn
with previous as (
    select t.file_no, t.unit_code, t.year, t.quarter, t.cell, max(e.file_no) as previous_no
    from batch.turn as t
    inner join batch.earlier_submission as e
        on e.unit_code = t.unit_code and e.year = t.year and e.quarter = t.quarter and e.file_no < t.file_no
    -- A report of withdrawals alone withdraws the whole of what is in force; an empty one is refused as such.
    where (t.file_no, t.unit_code, t.year, t.quarter) in (select file_no, unit_code, year, quarter from batch.figure)
    group by t.file_no, t.unit_code, t.year, t.quarter, t.cell
),
carried as (
    select
        p.file_no, p.unit_code, p.year, p.quarter, p.cell, p.previous_no, g.data_element_code, e.name,
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
placed as (
    select
        *,
        row_number() over (partition by file_no, unit_code, year, quarter, is_lacking order by data_element_code) as place
    from carried
),
counted as (
    select
        file_no, unit_code, year, quarter, cell, previous_no, count(*) as carried,
        count(case when is_lacking then 1 end) as lacking,
        string_agg(case when is_lacking and place <= 6 then name || ' (' || data_element_code || ')' end, '; ' order by place)
            as names
    from placed
    group by file_no, unit_code, year, quarter, cell, previous_no
)
select
    c.file_no, c.unit_code, c.year, c.quarter, cast(null as varchar) as sheet, c.cell,
    case when 10 * c.lacking > c.carried then 'error' else 'warning' end as severity, 'lacks_elements' as code,
    'Báo cáo quý ' || written_quarter(c.year, c.quarter) || ' này thiếu ' || c.lacking || ' trong ' || c.carried
    || ' số liệu mà bản đang có hiệu lực (tệp “' || s.name || '”, nhận ' || strftime(s.received_at, '%d/%m/%Y') || ') đã có: '
    || c.names || case when c.lacking > 6 then '; và ' || c.lacking - 6 || ' số liệu nữa' else '' end
    || case
        when 10 * c.lacking > c.carried
            then '. Bản cũ giữ nguyên; hãy gửi đủ mọi số liệu, hoặc ghi “rút” vào từng số liệu muốn rút.'
        else '. Các số liệu này trở thành chưa có; nếu không định rút thì hãy gửi lại cho đủ.'
    end as message
from counted as c
inner join batch.earlier_submission as s
    on s.file_no = c.previous_no and s.unit_code = c.unit_code and s.year = c.year and s.quarter = c.quarter
where c.lacking > 0
    -- Of a report that is refused anyhow, what is missing may only be what could not be read: a cell, or a whole sheet.
    and not exists (
        select 1 from batch.problem as p
        where p.file_no = c.file_no and p.severity = 'error'
            and (p.unit_code is null or p.unit_code = c.unit_code and p.year = c.year and p.quarter = c.quarter)
            and (
                10 * c.lacking <= c.carried
                or p.code in ('sheet_too_large', 'missing_table', 'missing_column', 'duplicate_column', 'sheet_repeated', 'two_reports')
            )
    )
