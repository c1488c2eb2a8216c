-- A day on which something was done, put right, decided, received or told to the office, that had not come when the file did.
select r.file_no, s.unit_code, s.year, s.quarter, r.sheet, r.cell, 'error' as severity, 'day_to_come' as code,
    case r.name
        when 'done_on' then 'Ngày xong' when 'remedied_on' then 'Ngày khắc phục' when 'received_on' then 'Ngày tỉnh nhận báo cáo'
        when 'decided_on' then 'Ngày quyết định hoặc báo cáo' else 'Ngày quán triệt'
    end || ': ô ghi ' || strftime(cast(r.value as date), '%d/%m/%Y') || ', sau ngày nhận tệp (' || strftime(f.received_at, '%d/%m/%Y')
    || '); việc chưa xong thì để trống.' as message
from batch.record as r
inner join batch.file as f on f.file_no = r.file_no
-- What a report says of tasks is refused with it.
left join batch.submission as s on s.file_no = r.file_no
where r.name in ('done_on', 'remedied_on', 'received_on', 'decided_on', 'spread_on') and r.value > strftime(f.received_at, '%Y-%m-%d')
