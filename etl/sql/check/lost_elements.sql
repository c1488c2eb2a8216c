-- Số liệu mà mọi báo cáo gần đây của đơn vị đều có, nay không còn: từng dòng trong tệp CSV, cả lĩnh vực bị để trống trong biểu Excel.
-- with history
with recent as (
    select
        *, row_number() over (partition by file_no, unit_code, year, quarter order by other_year desc, other_quarter desc) as place
    from batch.comparable
    where other_unit = unit_code and (other_year < year or other_year = year and other_quarter < quarter)
),
carried as (
    select
        c.file_no, c.unit_code, c.year, c.quarter, k.data_element_code, count(*) as times,
        max(case when c.place = 1 then k.name end) as name, max(case when c.place = 1 then k.sheet end) as sheet,
        max(case when c.place = 1 then k.cell end) as cell
    from recent as c
    inner join batch.known_figure as k
        on k.file_no = c.other_no and k.unit_code = c.other_unit and k.year = c.other_year and k.quarter = c.other_quarter
    where c.place <= 3
    group by c.file_no, c.unit_code, c.year, c.quarter, k.data_element_code
),
reports as (
    select file_no, unit_code, year, quarter, count(*) as times
    from recent where place <= 3 group by file_no, unit_code, year, quarter
),
held as (
    select
        c.*, k.kind, e.name as element_name, e.field_code, f.data_element_code is null as is_lost,
        count(*) over of_report as carried, count(f.data_element_code) over of_report as kept,
        count(*) over of_field as field_carried, count(f.data_element_code) over of_field as field_kept
    from carried as c
    inner join reports as r using (file_no, unit_code, year, quarter, times)
    inner join batch.file as k on k.file_no = c.file_no
    inner join ref.data_elements as e on e.data_element_code = c.data_element_code
    left join (
        select distinct file_no, unit_code, year, quarter, data_element_code from batch.figure
        union
        select distinct file_no, unit_code, year, quarter, data_element_code from batch.withdrawal
    ) as f
        on f.file_no = c.file_no and f.unit_code = c.unit_code and f.year = c.year and f.quarter = c.quarter
        and f.data_element_code = c.data_element_code
    window
        of_report as (partition by c.file_no, c.unit_code, c.year, c.quarter),
        of_field as (partition by c.file_no, c.unit_code, c.year, c.quarter, e.field_code)
),
placed as (
    select
        *, count(*) over (partition by file_no, unit_code, year, quarter) as lost,
        row_number() over (partition by file_no, unit_code, year, quarter order by data_element_code) as place
    from held
    -- Who reports a few figures only means to.
    where kind = 'figures_csv' and is_lost and carried >= 10
),
-- A form has the rows of every field: one that is empty was not filled in. Of one or two figures it may be that nothing was counted.
emptied as (
    select
        *, count(*) over (partition by file_no, unit_code, year, quarter, field_code) as lost,
        row_number() over (partition by file_no, unit_code, year, quarter, field_code order by length(cell), cell, data_element_code) as place
    from held
    where kind <> 'figures_csv' and field_kept = 0 and field_carried >= 3 and kept > 0
),
lost as (
    select
        p.file_no, p.unit_code, p.year, p.quarter, max(s.cell) as cell,
        'Báo cáo quý ' || written_quarter(p.year, p.quarter) || ' không có ' || max(p.lost) || ' số liệu mà các báo cáo trước của đơn vị đều có (tệp “'
        || max(p.name) || '”): '
        || string_agg(case when p.place <= 10 then p.element_name || ' (' || p.data_element_code || ', ô ' || p.cell || ')' end, '; ' order by p.place)
        || case when max(p.lost) > 10 then '; và ' || max(p.lost) - 10 || ' số liệu nữa' else '' end
        || '. Nếu dòng bị bỏ sót thì hãy gửi lại cho đủ.' as message
    from placed as p
    inner join batch.submission as s
        on s.file_no = p.file_no and s.unit_code = p.unit_code and s.year = p.year and s.quarter = p.quarter
    where 2 * p.lost <= p.carried
    group by p.file_no, p.unit_code, p.year, p.quarter
    union all
    select
        p.file_no, p.unit_code, p.year, p.quarter, cast(null as varchar),
        'Báo cáo quý ' || written_quarter(p.year, p.quarter) || ' để trống cả lĩnh vực “' || coalesce(f.short_name, f.name, p.field_code) || '”, '
        || p.lost || ' số liệu mà các báo cáo trước của đơn vị đều có (tệp “' || p.name || '”, trang “' || p.sheet || '”, từ ô ' || p.cell
        || '). Nếu sót thì hãy điền rồi gửi lại; nếu trong quý không phát sinh thì ghi 0.'
    from emptied as p
    left join ref.fields as f on f.field_code = p.field_code
    where p.place = 1
        and not exists (select 1 from batch.problem as b where b.file_no = p.file_no and b.code in ('missing_sheet', 'row_missing'))
)
select
    p.file_no, p.unit_code, p.year, p.quarter, cast(null as varchar) as sheet, p.cell, 'warning' as severity, 'lost_elements' as code, p.message
from lost as p
-- What a correction lacks is said already.
left join batch.earlier_submission as x
    on x.unit_code = p.unit_code and x.year = p.year and x.quarter = p.quarter and x.file_no < p.file_no
where x.file_no is null
