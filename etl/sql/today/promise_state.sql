-- Lời hẹn nhìn ở từng quý và kết quả của nó ở chính đơn vị đã hẹn, xếp dưới đơn vị hiện nay.
-- grain: unit_code, made_by, indicator_code, made_year, made_quarter, year, quarter
select
    c.office_code as unit_code, m.indicator_code, m.made_year, m.made_quarter, m.year, m.quarter, o.province_code, o.name as unit_name,
    coalesce(o.short_name, o.name) as unit_short_name, m.field_code, m.field_name, m.indicator_name, m.indicator_short_name,
    m.is_focus, m.direction, m.cause, m.remedy, m.responsible, m.person_code, m.promised_on, m.state, m.is_broken, m.known_to, m.days_past, m.state_order,
    m.made_status, m.made_reason, m.due_year, m.due_quarter, m.due_period_to, m.due_status, m.newest_status, m.newest_reason,
    m.file, m.sheet, m.cell, m.made_by, m.made_by_short_name
from mart.promise_state as m
inner join work.carriage as c on c.unit_code = m.unit_code and c.year = m.made_year and c.quarter = m.made_quarter
inner join ref.units as o on o.unit_code = c.office_code
