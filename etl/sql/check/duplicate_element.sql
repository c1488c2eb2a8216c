-- One report says a number once.
with repeated as (
    select
        f.*,
        count(*) over (partition by f.file_no, f.unit_code, f.year, f.quarter, f.data_element_code) as times,
        string_agg(f.cell, ', ') over (partition by f.file_no, f.unit_code, f.year, f.quarter, f.data_element_code) as cells
    from desk.figure as f
)
select r.file_no, r.unit_code, r.year, r.quarter, r.sheet, r.cell, 'error' as severity, 'duplicate_element' as code,
    coalesce(e.name, r.data_element_code) || ': ghi ' || r.times || ' lần trong cùng một báo cáo (các ô ' || r.cells
    || '); chỉ được ghi một lần.' as message
from repeated as r
left join ref.data_elements as e on e.data_element_code = r.data_element_code
where r.times > 1
