-- Báo cáo có ở cả hai bản công bố: chỉ ở đó mới so được từng con số; báo cáo mới nhận là một thay đổi riêng.
-- grain: unit_code, year, quarter
select unit_code, year, quarter, n.file, n.received_at
from before.mart.submission_status as o
inner join after.mart.submission_status as n using (unit_code, year, quarter)
where o.status = 'accepted' and n.status = 'accepted'
