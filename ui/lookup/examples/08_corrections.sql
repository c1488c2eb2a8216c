-- Số liệu đã đính chính: số cũ, số mới
select
    u.unit_short_name, r.year, r.quarter, e.name as so_lieu, r.old_value, r.new_value,
    r.new_value - r.old_value as chenh_lech, r.received_at, r.file, r.sheet, r.cell
from mart.revision as r
inner join mart.unit as u using (unit_code)
inner join ref.data_elements as e using (data_element_code)
order by r.received_at desc, u.unit_short_name collate vi, r.data_element_code
