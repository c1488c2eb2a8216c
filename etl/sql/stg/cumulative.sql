-- Cột luỹ kế ghi trên biểu; chỉ để đối chiếu, không dùng để tính.
-- grain: unit_code, data_element_code, year, quarter, file_no
select c.file_no, c.unit_code, c.year, c.quarter, c.data_element_code, c.value, c.sheet, c.cell
from raw.cumulative as c
inner join raw.submission as s
    on s.file_no = c.file_no and s.unit_code = c.unit_code and s.year = c.year and s.quarter = c.quarter
where s.status = 'accepted'
