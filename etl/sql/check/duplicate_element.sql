-- One report says a number once: one fault for each number, however often it stands there.
with repeated as (
    select file_no, unit_code, year, quarter, data_element_code
    from batch.figure
    group by file_no, unit_code, year, quarter, data_element_code
    having count(*) > 1
),
placed as (
    select
        f.*,
        row_number() over (
            partition by f.file_no, f.unit_code, f.year, f.quarter, f.data_element_code order by f.sheet, length(f.cell), f.cell
        ) as place
    from batch.figure as f
    inner join repeated as r
        on r.file_no = f.file_no and r.unit_code = f.unit_code and r.year = f.year and r.quarter = f.quarter
        and r.data_element_code = f.data_element_code
),
summed_up as (
    select
        file_no, unit_code, year, quarter, data_element_code, max(place) as times, count(distinct value) as values_said,
        string_agg(cell, ', ' order by place) as cells
    from placed
    group by file_no, unit_code, year, quarter, data_element_code
)
select p.file_no, p.unit_code, p.year, p.quarter, p.sheet, p.cell, 'error' as severity, 'duplicate_element' as code,
    coalesce(e.name, p.data_element_code) || ': ghi ' || s.times || ' lần trong cùng một báo cáo (các ô ' || left(s.cells, 200)
    || case
        when s.values_said = 1 then '), cùng một số; hãy xoá các dòng thừa.'
        else '), mỗi lần một số khác; hãy chỉ để lại dòng đúng.'
    end as message
from summed_up as s
inner join placed as p
    on p.file_no = s.file_no and p.unit_code = s.unit_code and p.year = s.year and p.quarter = s.quarter
    and p.data_element_code = s.data_element_code and p.place = s.times
left join ref.data_elements as e on e.data_element_code = p.data_element_code
