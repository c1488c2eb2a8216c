-- Văn bản đặt chỉ tiêu: chỉ thị của ngành, kế hoạch của tỉnh, kế hoạch đăng ký của đơn vị.
-- grain: plan_code
-- today: same
select
    p.plan_code, p.level, p.unit_code, u.name as unit_name, p.year, p.number, p.title, p.issued_on, p.due_on,
    p.parent_plan_code, q.number as parent_number, q.title as parent_title, f.name as file,
    (select count(distinct t.indicator_code) from stg.plan_target as t where t.plan_code = p.plan_code) as indicators
from stg.plan as p
left join ref.units as u on u.unit_code = p.unit_code
left join stg.plan as q on q.plan_code = p.parent_plan_code
left join stg.file as f on f.file_no = p.file_no
