-- Mức chỉ tiêu mới nhất đặt cho từng đơn vị trong năm, ở ba cấp; mỗi mức theo quy mô một dòng.
-- grain: —
-- order: year, unit_code
select
    u.unit_code, f.indicator_code, f.year, f.level, f.plan_code, f.value, f.per, f.phasing, f.volume_from,
    f.volume_below, f.measured_as, f.due_on
from work.plan_in_force as f
inner join work.office as u on f.level <> 'registered' or u.unit_code = f.unit_code
where f.is_newest
