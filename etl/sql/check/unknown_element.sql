-- A data element that the list does not have.
select f.file_no, f.unit_code, f.year, f.quarter, f.sheet, f.cell, 'error' as severity, 'unknown_element' as code,
    'Mã số liệu “' || f.data_element_code || '” không có trong danh mục.' as message
from desk.figure as f
left join ref.data_elements as e on e.data_element_code = f.data_element_code
where e.data_element_code is null
