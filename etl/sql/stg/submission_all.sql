-- Mọi báo cáo đã nhận, kể cả bản bị trả lại; bản rút cả báo cáo thì ghi là rút.
-- grain: file_no, unit_code, year, quarter
with began as (
    select min(cast(loaded_at as date)) as first_day from raw.file
)
select
    s.file_no, s.unit_code, s.year, s.quarter, s.status, s.is_withdrawal, f.kind = 'unknown' as is_unread, f.name as file, f.received_at,
    -- What lay in the inbox on the first day came at some time before: nobody knows when, unless the list of receipts says so.
    coalesce(f.received_at = f.loaded_at and cast(f.loaded_at as date) = b.first_day, false) as is_undated
from raw.submission as s
inner join raw.file as f on f.file_no = s.file_no
cross join began as b
