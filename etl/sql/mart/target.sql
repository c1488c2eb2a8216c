-- Mức chỉ tiêu đặt cho từng đơn vị trong năm ở ba cấp, với văn bản đặt ra; mức theo quy mô có nhiều dòng.
-- grain: unit_code, indicator_code, year, level, volume_from
select
    t.unit_code, t.indicator_code, t.year, t.level, t.volume_from, t.volume_below,
    u.province_code, coalesce(u.short_name, u.name) as unit_short_name,
    i.field_code, i.name as indicator_name, coalesce(i.short_name, i.name) as indicator_short_name,
    i.kind, i.direction, coalesce(i.is_focus, false) as is_focus, i.unit_of_measure,
    t.value, a.asked, a.asked_in_full, t.per, t.phasing, t.due_on, t.measured_as, i.list_order,
    t.plan_code, p.number as plan_number, p.title as plan_title, p.issued_on,
    a.file, a.sheet, a.cell
from work.target as t
inner join stg.plan as p on p.plan_code = t.plan_code
inner join ref.units as u on u.unit_code = t.unit_code
inner join ref.indicators as i on i.indicator_code = t.indicator_code
inner join mart.plan_target as a
    on a.plan_code = t.plan_code and a.indicator_code = t.indicator_code and a.volume_from is not distinct from t.volume_from
