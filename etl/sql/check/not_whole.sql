-- Cases, people and documents come in whole numbers.
select f.file_no, f.unit_code, f.year, f.quarter, f.sheet, f.cell, 'error' as severity, 'not_whole' as code,
    e.name || ': đang ghi ' || written_number(f.value) || '; phải là số nguyên'
    || coalesce(' (' || e.unit_of_measure || ')', '') || ', hãy ghi lại.' as message
from batch.figure as f
inner join ref.data_elements as e on e.data_element_code = f.data_element_code
where e.is_whole and f.value <> floor(f.value)
