-- Số liệu đã được đính chính của từng đơn vị, xếp dưới đơn vị hiện nay: số cũ, số mới, thời điểm nhận bản đính chính.
-- grain: unit_code, made_by, data_element_code, year, quarter, version
select
    c.office_code as unit_code, m.data_element_code, m.year, m.quarter, m.version, m.old_value, m.new_value, m.received_at,
    m.file, m.sheet, m.cell, m.old_file, m.old_sheet, m.old_cell, o.province_code,
    coalesce(o.short_name, o.name) as unit_short_name, m.data_element_name, m.unit_of_measure, m.field_code, m.field_name,
    m.made_by, m.made_by_short_name
from mart.revision as m
inner join work.carriage as c on c.unit_code = m.unit_code and c.year = m.year and c.quarter = m.quarter
inner join ref.units as o on o.unit_code = c.office_code
