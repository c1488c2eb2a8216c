-- Đơn vị đã sáp nhập, chia tách nay thuộc đơn vị nào, từ ngày nào, phần bao nhiêu; qua nhiều lần thì kể đến đơn vị hiện nay.
-- grain: predecessor, successor
-- today: same
with recursive line (predecessor, office_code, share, effective_on, is_closing) as (
    select predecessor, successor, cast(share as decimal(19, 12)), effective_on, is_closing from work.handover
    union all
    select t.predecessor, h.successor, cast(t.share * h.share as decimal(19, 12)), greatest(t.effective_on, h.effective_on), t.is_closing
    from line as t
    inner join work.handover as h on h.predecessor = t.office_code and h.is_closing
),
kept as (
    select predecessor, cast(1 - sum(share) as decimal(19, 12)) as share from work.handover where is_closing group by predecessor
),
reached as (
    select
        t.predecessor, t.office_code, sum(t.share * coalesce(k.share, 1)) as share, min(t.effective_on) as effective_on,
        bool_or(t.is_closing) as is_closing
    from line as t
    left join kept as k on k.predecessor = t.office_code
    group by t.predecessor, t.office_code
    having sum(t.share * coalesce(k.share, 1)) <> 0
)
select
    r.predecessor, r.office_code as successor,
    p.name as predecessor_name, coalesce(p.short_name, p.name) as predecessor_short_name, p.closed_on,
    s.name as successor_name, coalesce(s.short_name, s.name) as successor_short_name, s.province_code,
    r.effective_on, cast(r.share as decimal(19, 12)) as share, r.is_closing
from reached as r
inner join ref.units as p on p.unit_code = r.predecessor
inner join ref.units as s on s.unit_code = r.office_code
