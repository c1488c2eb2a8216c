-- Mức chỉ tiêu mới nhất đặt cho từng đơn vị trong năm, ở ba cấp; mỗi mức theo quy mô một dòng.
-- grain: —
-- order: year, unit_code
--
-- A plan issued after a unit had closed asked nothing of it: for that unit the one before is the newest.
select
    u.unit_code, f.indicator_code, f.year, f.level, f.plan_code, f.value, f.per, f.phasing, f.volume_from,
    f.volume_below, f.measured_as, f.due_on
from work.plan_in_force as f
inner join work.office as u on f.level <> 'registered' or u.unit_code = f.unit_code
where (f.valid_from is null or u.closed_on is null or f.valid_from <= u.closed_on)
    and (f.valid_before is null or coalesce(f.valid_before > u.closed_on, false))
