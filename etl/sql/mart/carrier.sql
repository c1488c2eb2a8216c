-- Số liệu từng quý của mỗi đơn vị nay tính cho đơn vị nào (today), phần bao nhiêu; dưới 1 là số ước tính.
-- grain: unit_code, year, quarter, carried_by
-- order: year, quarter, province_code, unit_code, carried_by
-- today: same
with carried as (
    select up.unit_code, up.year, up.quarter, c.office_code as carried_by, up.province_code, c.share, up.opened_on, up.starts_on, up.ends_on
    from work.unit_period as up
    inner join work.carriage as c on c.unit_code = up.unit_code and c.year = up.year and c.quarter = up.quarter
),
-- An office that opened within the quarter began with what its predecessors had: their stocks at the start hold it already.
begun as (
    select distinct s.unit_code, s.year, s.quarter, s.carried_by
    from carried as s
    inner join work.handover as h on h.successor = s.unit_code and h.effective_on <= s.ends_on
    inner join carried as p
        on p.unit_code = h.predecessor and p.carried_by = s.carried_by and p.year = s.year and p.quarter = s.quarter
    where s.opened_on > s.starts_on
),
-- What an office that closed within the quarter left at its end stands in its successors' stocks.
ended as (
    select distinct p.unit_code, p.year, p.quarter, p.carried_by
    from carried as p
    inner join work.handover as h on h.predecessor = p.unit_code and h.is_closing and h.effective_on <= p.ends_on
    inner join carried as s
        on s.unit_code = h.successor and s.carried_by = p.carried_by and s.year = p.year and s.quarter = p.quarter
)
select
    c.unit_code, c.year, c.quarter, c.carried_by, c.province_code,
    coalesce(u.short_name, u.name) as unit_short_name, coalesce(o.short_name, o.name) as carried_by_short_name,
    c.share, b.unit_code is null as gives_first, e.unit_code is null as gives_last
from carried as c
inner join ref.units as u on u.unit_code = c.unit_code
inner join ref.units as o on o.unit_code = c.carried_by
left join begun as b
    on b.unit_code = c.unit_code and b.year = c.year and b.quarter = c.quarter and b.carried_by = c.carried_by
left join ended as e
    on e.unit_code = c.unit_code and e.year = c.year and e.quarter = c.quarter and e.carried_by = c.carried_by
