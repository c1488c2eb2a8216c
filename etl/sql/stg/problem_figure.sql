-- Số liệu đứng ở ô có vấn đề, cả trong tệp bị trả lại.
-- grain: file_no, unit_code, year, quarter, sheet, cell
select distinct g.file_no, g.unit_code, g.year, g.quarter, g.sheet, g.cell, g.data_element_code
from raw.problem as p
inner join raw.figure as g
    on g.file_no = p.file_no and g.unit_code = p.unit_code and g.year = p.year and g.quarter = p.quarter
    and g.sheet is not distinct from p.sheet and g.cell = p.cell
