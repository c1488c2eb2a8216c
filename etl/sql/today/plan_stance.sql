-- Mức từng đơn vị đăng ký so với mức tỉnh giao trong năm, xếp dưới đơn vị hiện nay.
-- grain: unit_code, made_by, indicator_code, year
select
    c.office_code as unit_code, m.indicator_code, m.year, o.province_code, o.name as unit_name,
    coalesce(o.short_name, o.name) as unit_short_name, m.field_code, m.field_name, m.indicator_name, m.indicator_short_name,
    m.is_focus, m.direction, m.stance, m.national_asked, m.assigned_asked, m.registered_asked, m.plan_code, m.plan_number,
    m.issued_on, m.reason, m.made_by, m.made_by_short_name
from mart.plan_stance as m
inner join work.said_by as c on c.unit_code = m.unit_code and c.year = m.year
inner join ref.units as o on o.unit_code = c.office_code
