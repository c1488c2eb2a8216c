-- Mọi số trong quý đều không nhỏ hơn số cộng các quý trước: thường là ghi số luỹ kế vào cột của riêng quý.
-- with history
with summed as (
    select
        c.file_no, c.unit_code, c.year, c.quarter, f.data_element_code, f.value, f.sheet, f.cell,
        sum(k.value) as before, count(*) as quarters,
        max(k.name) as other_name, max(coalesce(k.sheet, '')) as other_sheet, max(k.cell) as other_cell
    from batch.comparable as c
    inner join batch.figure as f
        on f.file_no = c.file_no and f.unit_code = c.unit_code and f.year = c.year and f.quarter = c.quarter
    inner join batch.known_figure as k
        on k.file_no = c.other_no and k.unit_code = c.other_unit and k.year = c.other_year and k.quarter = c.other_quarter
        and k.data_element_code = f.data_element_code
    inner join ref.data_elements as e on e.data_element_code = f.data_element_code and e.accumulation = 'sum'
    where c.other_unit = c.unit_code and c.other_year = c.year and c.other_quarter < c.quarter
    group by c.file_no, c.unit_code, c.year, c.quarter, f.data_element_code, f.value, f.sheet, f.cell
),
counted as (
    select
        *,
        count(*) over (partition by file_no, unit_code, year, quarter) as shared,
        sum(case when value >= before then 1 else 0 end) over (partition by file_no, unit_code, year, quarter) as grown,
        avg(cast(value as double) / cast(before as double)) over (partition by file_no, unit_code, year, quarter) as growth,
        row_number() over (partition by file_no, unit_code, year, quarter order by before desc, data_element_code) as place
    from summed
    where before > 0 and quarters = quarter - 1
)
select
    c.file_no, c.unit_code, c.year, c.quarter, c.sheet, c.cell, 'warning' as severity, 'cumulative_typed' as code,
    c.grown || ' trong ' || c.shared || ' số liệu không nhỏ hơn số cộng các quý trước trong năm, như ' || e.name || ' = '
    || written_number(c.value) || ' ở ô này, các quý trước cộng được ' || written_number(c.before) || ' (quý ngay trước: ô ' || c.other_cell
    || case when c.other_sheet = '' then '' else ' trang “' || c.other_sheet || '”' end || ' của tệp “' || c.other_name
    || '”). Có thể đã ghi số luỹ kế; cột này chỉ ghi số của riêng quý.' as message
from counted as c
inner join ref.data_elements as e on e.data_element_code = c.data_element_code
where c.place = 1 and c.shared >= 10 and 20 * c.grown >= 19 * c.shared and c.growth between 1.2 and 20
