-- Từ con số đến ô: số liệu của một đơn vị lấy ở tệp nào
select f.data_element_name, f.value, f.ytd_value, f.unit_of_measure, f.file, f.sheet, f.cell, f.version, f.received_at
from mart.figure as f
inner join mart.unit as u using (unit_code)
where u.unit_short_name = 'Hương Sơn' and (f.year, f.quarter) = (
    select max((year, quarter)) from mart.figure where unit_code = u.unit_code
)
order by f.field_code, f.data_element_code
