-- Đơn vị giao hoặc nhận một phần của đơn vị còn hoạt động: số liệu các quý trước ngày chuyển được chia theo phần, mức chỉ tiêu thì
-- đơn vị còn hoạt động giữ nguyên.
-- grain: unit_code, year
select distinct u.unit_code, p.year
from work.handover as h
inner join ref.periods as p on p.quarter = 1 and p.ends_on < h.effective_on
inner join work.period as y on y.year = p.year and y.quarter = 1 and h.effective_on <= y.year_ends_on
inner join ref.units as u on u.unit_code in (h.predecessor, h.successor)
where not h.is_closing
