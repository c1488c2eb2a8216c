-- Vấn đề phát hiện khi đọc và kiểm tra từng tệp.
-- grain: —
select p.file_no, f.name as file, p.unit_code, p.year, p.quarter, p.sheet, p.cell, p.severity, p.code, p.message
from raw.problem as p
inner join raw.file as f on f.file_no = p.file_no
