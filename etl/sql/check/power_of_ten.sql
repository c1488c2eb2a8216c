-- Mọi số liệu, hay mọi số của một lĩnh vực, gấp mười, trăm, nghìn lần báo cáo trước của chính đơn vị, hay chỉ bằng một phần: thường là
-- nhầm đơn vị tính.
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
        c.file_no, c.unit_code, c.year, c.quarter, c.other_year, c.other_quarter, e.field_code, f.data_element_code, f.value, f.sheet, f.cell,
        k.value as other_value, k.name as other_name, k.sheet as other_sheet, k.cell as other_cell,
        log10(cast(f.value as double) / cast(k.value as double)) as size
    from previous as c
    inner join batch.figure as f
        on f.file_no = c.file_no and f.unit_code = c.unit_code and f.year = c.year and f.quarter = c.quarter
    inner join batch.known_figure as k
        on k.file_no = c.other_no and k.unit_code = c.other_unit and k.year = c.other_year and k.quarter = c.other_quarter
        and k.data_element_code = f.data_element_code
    inner join ref.data_elements as e on e.data_element_code = f.data_element_code
    where c.place = 1 and f.value > 0 and k.value > 0
),
parted as (
    select *, '' as part from compared
    union all
    select *, field_code as part from compared
),
averaged as (
    select *, round(avg(size) over (partition by file_no, unit_code, year, quarter, part)) as power
    from parted
),
counted as (
    select
        *,
        count(*) over (partition by file_no, unit_code, year, quarter, part) as shared,
        sum(case when abs(size - power) <= 0.5 then 1 else 0 end) over (partition by file_no, unit_code, year, quarter, part) as off,
        row_number() over (
            partition by file_no, unit_code, year, quarter, part order by abs(size - power), value desc, data_element_code
        ) as place
    from averaged
    where power <> 0
),
-- So few figures may well grow tenfold by themselves; then hardly each of them ends in a nought.
all_in_tens as (
    select f.file_no, f.unit_code, f.year, f.quarter, e.field_code
    from batch.figure as f
    inner join ref.data_elements as e on e.data_element_code = f.data_element_code
    group by f.file_no, f.unit_code, f.year, f.quarter, e.field_code
    having sum(case when f.value % 10 <> 0 then 1 else 0 end) = 0
),
found as (
    select c.*
    from counted as c
    left join all_in_tens as t
        on t.file_no = c.file_no and t.unit_code = c.unit_code and t.year = c.year and t.quarter = c.quarter and t.field_code = c.part
    where c.place = 1 and 10 * c.off >= 9 * c.shared
        and (c.part = '' and c.shared >= 10 or c.part <> '' and c.shared >= 8 or c.power > 0 and c.shared >= 3 and t.file_no is not null)
)
select
    c.file_no, c.unit_code, c.year, c.quarter, c.sheet, c.cell, 'warning' as severity, 'power_of_ten' as code,
    c.off || ' trong ' || c.shared || ' số liệu ' || coalesce('của lĩnh vực “' || coalesce(d.short_name, d.name) || '” ', '')
    || case when c.power > 0 then 'gấp khoảng ' else 'chỉ bằng khoảng một phần ' end
    || written_number(cast(power(10, abs(c.power)) as bigint)) || case when c.power > 0 then ' lần' else '' end
    || ' báo cáo quý ' || written_quarter(c.other_year, c.other_quarter) || ' của đơn vị (tệp “' || c.other_name || '”), như ' || e.name || ' = '
    || written_number(c.value) || ' ở ô này, trước là ' || written_number(c.other_value) || ' ở ô ' || c.other_cell
    || coalesce(' trang “' || c.other_sheet || '”', '') || '. Hãy xem đơn vị tính có đúng không, có thừa hay thiếu số 0 không.' as message
from found as c
inner join ref.data_elements as e on e.data_element_code = c.data_element_code
left join ref.fields as d on d.field_code = c.part
-- Of a report that is off as a whole nothing else need be said.
where c.part = '' or not exists (
    select 1 from found as w
    where w.file_no = c.file_no and w.unit_code = c.unit_code and w.year = c.year and w.quarter = c.quarter and w.part = ''
)
