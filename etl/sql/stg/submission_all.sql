-- Mọi báo cáo đã nhận, kể cả bản bị trả lại.
-- grain: file_no, unit_code, year, quarter
select s.file_no, s.unit_code, s.year, s.quarter, s.status, f.name as file, f.sha256, f.received_at
from raw.submission as s
inner join raw.file as f on f.file_no = s.file_no
