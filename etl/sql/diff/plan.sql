-- Văn bản kế hoạch khác đi giữa hai bản công bố: mới có, gửi lại, không còn.
-- grain: plan_code
select
    plan_code,
    coalesce(n.level, o.level) as level, coalesce(n.unit_code, o.unit_code) as unit_code,
    coalesce(n.year, o.year) as year, coalesce(n.number, o.number) as number,
    o.indicators as old_indicators, n.indicators as new_indicators,
    coalesce(n.file, o.file) as file,
    case when o.plan_code is null then 'added' when n.plan_code is null then 'removed' else 'replaced' end as event
from before.mart.plan as o
full join after.mart.plan as n using (plan_code)
where o.plan_code is null or n.plan_code is null
    or o.file is distinct from n.file or o.number is distinct from n.number or o.issued_on is distinct from n.issued_on
