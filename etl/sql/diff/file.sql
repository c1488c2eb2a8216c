-- Tệp nhận thêm giữa hai bản công bố, tệp có kết quả kiểm tra khác đi, tệp không có trong bản sau.
-- grain: sha256
select
    sha256, coalesce(n.file, o.file) as file, coalesce(n.received_at, o.received_at) as received_at,
    o.status as old_status, n.status as new_status,
    case when o.sha256 is null then 'received' when n.sha256 is null then 'removed' else 'judged_anew' end as event
from before.log.file as o
full join after.log.file as n using (sha256)
where o.status is distinct from n.status
