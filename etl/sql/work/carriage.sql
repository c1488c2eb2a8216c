-- Số liệu từng quý của mỗi đơn vị nay tính cho đơn vị nào, phần bao nhiêu; qua nhiều lần chuyển thì nhân các phần với nhau.
-- grain: unit_code, year, quarter, office_code
-- order: year, quarter, unit_code, office_code
--
-- Of an office that closed everything is passed on; of one that stays open, what ends before the day on which a part of it left.
with recursive applicable as (
    select h.predecessor, h.successor, p.year, p.quarter, h.share
    from work.handover as h
    inner join ref.periods as p on h.is_closing or p.ends_on < h.effective_on
),
kept as (
    select predecessor, year, quarter, cast(1 - sum(share) as decimal(19, 12)) as share from applicable group by predecessor, year, quarter
),
passed (unit_code, year, quarter, office_code, share) as (
    select u.unit_code, p.year, p.quarter, u.unit_code, cast(1 as decimal(19, 12)) from ref.units as u cross join ref.periods as p
    union all
    select t.unit_code, t.year, t.quarter, a.successor, cast(t.share * a.share as decimal(19, 12))
    from passed as t
    inner join applicable as a on a.predecessor = t.office_code and a.year = t.year and a.quarter = t.quarter
)
select t.unit_code, t.year, t.quarter, t.office_code, cast(sum(t.share * coalesce(k.share, 1)) as decimal(19, 12)) as share
from passed as t
left join kept as k on k.predecessor = t.office_code and k.year = t.year and k.quarter = t.quarter
group by t.unit_code, t.year, t.quarter, t.office_code
having sum(t.share * coalesce(k.share, 1)) <> 0
