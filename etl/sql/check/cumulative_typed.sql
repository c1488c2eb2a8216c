-- Mọi số trong quý, hay mọi số của một lĩnh vực, đều không nhỏ hơn số cộng các quý trước: thường là ghi số luỹ kế vào cột của riêng quý.
-- with history
with summed as (
    select
        c.file_no, c.unit_code, c.year, c.quarter, e.field_code, f.data_element_code, f.value, f.sheet, f.cell,
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
    group by c.file_no, c.unit_code, c.year, c.quarter, e.field_code, f.data_element_code, f.value, f.sheet, f.cell
),
parted as (
    select *, '' as part from summed
    union all
    -- So few figures may well double in the second quarter; in the third hardly each of them exceeds both before.
    select *, field_code as part from summed where quarter > 2
),
counted as (
    select
        *,
        count(*) over (partition by file_no, unit_code, year, quarter, part) as shared,
        sum(case when value >= before then 1 else 0 end) over (partition by file_no, unit_code, year, quarter, part) as grown,
        avg(cast(value as double) / cast(before as double)) over (partition by file_no, unit_code, year, quarter, part) as growth,
        avg(case when value > 0 then log10(cast(value as double) / cast(before as double)) end)
            over (partition by file_no, unit_code, year, quarter, part) as size,
        row_number() over (partition by file_no, unit_code, year, quarter, part order by before desc, data_element_code) as place
    from parted
    where before > 0 and quarters = quarter - 1
),
found as (
    select *
    from counted
    -- What has grown by more than half a power of ten is another mistake.
    where place = 1 and growth >= 1.2 and size <= 0.5
        and (part = '' and shared >= 10 and 20 * grown >= 19 * shared or part <> '' and shared >= 6 and grown = shared)
)
select
    c.file_no, c.unit_code, c.year, c.quarter, c.sheet, c.cell, 'warning' as severity, 'cumulative_typed' as code,
    c.grown || ' trong ' || c.shared || ' số liệu ' || coalesce('của lĩnh vực “' || coalesce(d.short_name, d.name) || '” ', '')
    || 'không nhỏ hơn số cộng các quý trước trong năm, như ' || e.name || ' = '
    || written_number(c.value) || ' ở ô này, các quý trước cộng được ' || written_number(c.before) || ' (quý ngay trước: ô ' || c.other_cell
    || case when c.other_sheet = '' then '' else ' trang “' || c.other_sheet || '”' end || ' của tệp “' || c.other_name
    || '”). Có thể đã ghi số luỹ kế; cột này chỉ ghi số của riêng quý.' as message
from found as c
inner join ref.data_elements as e on e.data_element_code = c.data_element_code
left join ref.fields as d on d.field_code = c.part
where c.part = '' or not exists (
    select 1 from found as w
    where w.file_no = c.file_no and w.unit_code = c.unit_code and w.year = c.year and w.quarter = c.quarter and w.part = ''
)
