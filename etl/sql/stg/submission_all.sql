-- Mọi báo cáo đã nhận, kể cả bản bị trả lại; bản rút cả báo cáo thì ghi là rút.
-- grain: file_no, unit_code, year, quarter
select s.file_no, s.unit_code, s.year, s.quarter, s.status, s.is_withdrawal, f.kind = 'unknown' as is_unread, f.name as file, f.sha256, f.received_at
from raw.submission as s
inner join raw.file as f on f.file_no = s.file_no
