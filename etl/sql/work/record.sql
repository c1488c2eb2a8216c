-- Điều đang có hiệu lực về từng nhiệm vụ, cuộc kiểm tra, phát hiện, văn bản: lần ghi sau cùng theo lúc nhận.
-- grain: kind, record_key, name
-- order: year, unit_code, kind, record_key, name
with placed as (
    select *, row_number() over (partition by kind, record_key, name order by version desc) as newest
    from stg.record
)
select kind, record_key, unit_code, year, name, value
from placed
where newest = 1
