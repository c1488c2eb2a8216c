-- Số liệu đổi trong những báo cáo có ở cả hai bản công bố.
-- grain: unit_code, data_element_code, year, quarter
select
    row_number() over (order by unit_code, data_element_code, year, quarter) as change_no,
    unit_code, data_element_code, year, quarter,
    coalesce(n.data_element_name, o.data_element_name) as data_element_name,
    coalesce(n.unit_of_measure, o.unit_of_measure) as unit_of_measure,
    o.value as old_value, n.value as new_value,
    s.file, n.sheet, n.cell, s.received_at
from before.mart.figure as o
full join after.mart.figure as n using (unit_code, data_element_code, year, quarter)
inner join diff.report_in_both as s using (unit_code, year, quarter)
where o.value is distinct from n.value
