-- Mọi số liệu gấp mười, trăm, nghìn lần báo cáo trước của chính đơn vị, hay chỉ bằng một phần: thường là nhầm đơn vị tính.
-- with history
with previous as (
    select
        file_no, unit_code, year, quarter, other_no, other_unit, other_year, other_quarter,
        row_number() over (partition by file_no, unit_code, year, quarter order by other_year desc, other_quarter desc) as place
    from batch.comparable
    where other_unit = unit_code and (other_year < year or other_year = year and other_quarter < quarter)
),
compared as (
    select
        c.file_no, c.unit_code, c.year, c.quarter, c.other_year, c.other_quarter, f.data_element_code, f.value, f.sheet, f.cell,
        k.value as other_value, k.name as other_name, k.sheet as other_sheet, k.cell as other_cell,
        log10(cast(f.value as double) / cast(k.value as double)) as size
    from previous as c
    inner join batch.figure as f
        on f.file_no = c.file_no and f.unit_code = c.unit_code and f.year = c.year and f.quarter = c.quarter
    inner join batch.known_figure as k
        on k.file_no = c.other_no and k.unit_code = c.other_unit and k.year = c.other_year and k.quarter = c.other_quarter
        and k.data_element_code = f.data_element_code
    where c.place = 1 and f.value > 0 and k.value > 0
),
averaged as (
    select *, round(avg(size) over (partition by file_no, unit_code, year, quarter)) as power
    from compared
),
counted as (
    select
        *,
        count(*) over (partition by file_no, unit_code, year, quarter) as shared,
        sum(case when abs(size - power) <= 0.5 then 1 else 0 end) over (partition by file_no, unit_code, year, quarter) as off,
        row_number() over (partition by file_no, unit_code, year, quarter order by abs(size - power), value desc, data_element_code) as place
    from averaged
    where power <> 0
)
select
    c.file_no, c.unit_code, c.year, c.quarter, c.sheet, c.cell, 'warning' as severity, 'power_of_ten' as code,
    c.off || ' trong ' || c.shared || ' số liệu '
    || case when c.power > 0 then 'gấp khoảng ' else 'chỉ bằng khoảng một phần ' end
    || written_number(cast(power(10, abs(c.power)) as bigint)) || case when c.power > 0 then ' lần' else '' end
    || ' báo cáo quý ' || c.other_quarter || '/' || c.other_year || ' của đơn vị (tệp “' || c.other_name || '”), như ' || e.name || ' = '
    || written_number(c.value) || ' ở ô này, trước là ' || written_number(c.other_value) || ' ở ô ' || c.other_cell
    || coalesce(' trang “' || c.other_sheet || '”', '') || '. Hãy xem đơn vị tính có đúng không.' as message
from counted as c
inner join ref.data_elements as e on e.data_element_code = c.data_element_code
where c.place = 1 and c.shared >= 10 and 10 * c.off >= 9 * c.shared
