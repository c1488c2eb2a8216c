-- Mỗi cấp đòi gì của từng đơn vị trong năm, viết thành chữ, và theo văn bản nào.
-- grain: unit_code, indicator_code, year
select
    t.unit_code, t.indicator_code, t.year,
    string_agg(case t.level when 'national' then p.asked end, '; ' order by coalesce(t.volume_from, 0)) as national_asked,
    string_agg(case t.level when 'assigned' then p.asked end, '; ' order by coalesce(t.volume_from, 0)) as assigned_asked,
    string_agg(case t.level when 'registered' then p.asked end, '; ' order by coalesce(t.volume_from, 0)) as registered_asked,
    max(case t.level when 'national' then t.plan_code end) as national_plan_code,
    max(case t.level when 'assigned' then t.plan_code end) as assigned_plan_code,
    max(case t.level when 'registered' then t.plan_code end) as plan_code
from work.target as t
inner join work.open_unit as o on o.unit_code = t.unit_code and o.year = t.year
inner join mart.plan_target as p
    on p.plan_code = t.plan_code and p.indicator_code = t.indicator_code and p.volume_from is not distinct from t.volume_from
group by t.unit_code, t.indicator_code, t.year
