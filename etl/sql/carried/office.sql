-- Đơn vị hiện nay: mọi đơn vị chưa chuyển hết sang đơn vị kế tiếp; hoạt động từ khi đơn vị đầu tiên mà nó tiếp nhận hoạt động.
-- grain: unit_code
with recursive line (unit_code, predecessor) as (
    select unit_code, unit_code from ref.units
    union
    select t.unit_code, h.predecessor
    from line as t
    inner join work.handover as h on h.successor = t.predecessor
),
opened as (
    select l.unit_code, case when count(*) = count(u.opened_on) then min(u.opened_on) end as opened_on
    from line as l
    inner join ref.units as u on u.unit_code = l.predecessor
    group by l.unit_code
),
gone as (
    select predecessor from work.handover where is_closing group by predecessor having sum(share) >= 1
)
select
    u.unit_code, u.name, u.short_name, u.province_code, u.cluster, o.opened_on, u.closed_on, u.opened_on as own_opened_on
from ref.units as u
inner join opened as o on o.unit_code = u.unit_code
left join gone as g on g.predecessor = u.unit_code
where g.predecessor is null
