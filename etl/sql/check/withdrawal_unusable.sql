-- What is withdrawn is in the list, and is not given in the same report.
select w.file_no, w.unit_code, w.year, w.quarter, w.sheet, w.cell, 'error' as severity, 'unknown_element' as code,
    'Mã số liệu “' || w.data_element_code || '” (ghi “rút”) không có trong danh mục.' as message
from batch.withdrawal as w
left join ref.data_elements as e on e.data_element_code = w.data_element_code
where e.data_element_code is null
union all
select w.file_no, w.unit_code, w.year, w.quarter, w.sheet, w.cell, 'error', 'withdrawn_and_given',
    coalesce(e.name, w.data_element_code) || ': vừa ghi “rút” vừa ghi ' || written_number(min(f.value))
    || coalesce(' (ô ' || min(f.cell) || ')', '') || '; hãy chỉ để lại một.'
from batch.withdrawal as w
inner join batch.figure as f
    on f.file_no = w.file_no and f.unit_code = w.unit_code and f.year = w.year and f.quarter = w.quarter
    and f.data_element_code = w.data_element_code
left join ref.data_elements as e on e.data_element_code = w.data_element_code
group by w.file_no, w.unit_code, w.year, w.quarter, w.sheet, w.cell, w.data_element_code, e.name
