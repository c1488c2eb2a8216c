-- Đơn vị tiếp nhận một phần của đơn vị còn hoạt động ngay trong quý đầu năm: tồn đầu năm của nó đã nằm trong của đơn vị kia.
-- grain: unit_code, predecessor, year, quarter
-- order: unit_code, predecessor, year, quarter
select distinct h.successor as unit_code, h.predecessor, p.year, p.quarter
from work.handover as h
inner join work.period as f on f.quarter = 1 and h.effective_on > f.year_starts_on and h.effective_on <= f.ends_on
inner join work.period as p on p.year = f.year
where not h.is_closing
