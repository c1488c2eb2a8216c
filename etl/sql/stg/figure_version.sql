-- Số liệu của mọi phiên bản báo cáo đã được chấp nhận.
-- grain: unit_code, data_element_code, year, quarter, file_no
select g.file_no, g.unit_code, g.year, g.quarter, g.data_element_code, g.value, g.sheet, g.cell
from raw.figure as g
inner join raw.submission as s
    on s.file_no = g.file_no and s.unit_code = g.unit_code and s.year = g.year and s.quarter = g.quarter
where s.status = 'accepted'
