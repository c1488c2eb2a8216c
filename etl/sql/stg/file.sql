-- Tệp đã nhận, giữ nguyên từng byte.
-- grain: file_no
select file_no, sha256, name, size_bytes, received_at, load_no, kind, form_code, status, returned_name
from raw.file
