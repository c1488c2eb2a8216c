-- Số liệu của các báo cáo trong đợt này mà được nhận: các báo cáo đến sau được so với chúng.
-- grain: unit_code, year, quarter, file_no, data_element_code
select f.unit_code, f.year, f.quarter, f.file_no, k.name, f.data_element_code, f.value, f.sheet, f.cell
from batch.figure as f
inner join batch.verdict as v
    on v.file_no = f.file_no and v.unit_code = f.unit_code and v.year = f.year and v.quarter = f.quarter and v.status = 'accepted'
inner join batch.file as k on k.file_no = f.file_no
