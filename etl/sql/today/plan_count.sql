-- Mức đặt trong năm so với cấp trên: toàn tỉnh, theo lĩnh vực, chỉ tiêu, và của từng đơn vị, xếp dưới đơn vị hiện nay.
-- grain: province_code, level, scope, place_code, made_by, year
select
    coalesce(o.province_code, m.province_code) as province_code, m.level, m.scope, coalesce(o.unit_code, m.place_code) as place_code, m.year,
    coalesce(o.short_name, o.name, m.place_name) as place_name, m.place_order, m.field_code, m.assigned_asked, m.targets, m.raised, m.same,
    m.lowered, m.additional, m.inherited, m.unlike, m.departures, m.documents, m.made_by, m.made_by_short_name
from mart.plan_count as m
left join work.said_by as c on c.unit_code = m.made_by and c.year = m.year
left join ref.units as o on o.unit_code = c.office_code
where m.made_by is null or o.unit_code is not null
