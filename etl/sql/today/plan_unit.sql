-- Kế hoạch đăng ký của từng đơn vị trong năm, xếp dưới đơn vị hiện nay: bao nhiêu chỉ tiêu cao hơn, bằng, thấp hơn mức giao.
-- grain: unit_code, made_by, year
select
    c.office_code as unit_code, m.year, o.province_code, o.name as unit_name,
    coalesce(o.short_name, o.name) as unit_short_name, m.list_order, m.documents, m.targets, m.raised, m.same, m.lowered,
    m.additional, m.inherited, m.unlike, m.made_by, m.made_by_short_name
from mart.plan_unit as m
inner join work.said_by as c on c.unit_code = m.unit_code and c.year = m.year
inner join ref.units as o on o.unit_code = c.office_code
