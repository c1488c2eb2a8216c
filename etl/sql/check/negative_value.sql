-- Nothing that is counted or paid can be less than nothing.
select f.file_no, f.unit_code, f.year, f.quarter, f.sheet, f.cell, 'error' as severity, 'negative_value' as code,
    e.name || ': đang ghi ' || written_number(f.value) || '; số liệu không được âm, hãy ghi lại.' as message
from batch.figure as f
inner join ref.data_elements as e on e.data_element_code = f.data_element_code
where f.value < 0
