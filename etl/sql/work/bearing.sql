-- Mức chỉ tiêu của mỗi đơn vị nay đơn vị nào chịu, phần bao nhiêu: đơn vị còn hoạt động chịu mức của mình.
-- grain: unit_code, office_code
with recursive kept as (
    select predecessor, cast(1 - sum(share) as decimal(19, 12)) as share from work.handover where is_closing group by predecessor
),
passed (unit_code, office_code, share) as (
    select unit_code, unit_code, cast(1 as decimal(19, 12)) from ref.units
    union all
    select t.unit_code, h.successor, cast(t.share * h.share as decimal(19, 12))
    from passed as t
    inner join work.handover as h on h.predecessor = t.office_code and h.is_closing
)
select t.unit_code, t.office_code, cast(sum(t.share * coalesce(k.share, 1)) as decimal(19, 12)) as share
from passed as t
left join kept as k on k.predecessor = t.office_code
group by t.unit_code, t.office_code
having sum(t.share * coalesce(k.share, 1)) <> 0
