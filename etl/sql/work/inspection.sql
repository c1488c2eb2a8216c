-- Cuộc kiểm tra: tỉnh kiểm tra trực tiếp một đơn vị, hoặc đơn vị tự kiểm tra và gửi báo cáo.
-- grain: inspection_key
-- order: year, unit_code, inspection_key
select
    record_key as inspection_key, unit_code, year,
    max(case when name = 'number' then value end) as number,
    max(case when name = 'mode' then value end) as mode,
    cast(max(case when name = 'decided_on' then value end) as date) as decided_on,
    max(case when name = 'team' then value end) as team,
    cast(max(case when name = 'received_on' then value end) as date) as received_on,
    max(case when name = 'conclusion' then value end) as conclusion
from work.record
where kind = 'inspection'
group by record_key, unit_code, year
-- A record of which everything but its number was taken back is gone.
having count(case when name <> 'number' then value end) > 0
