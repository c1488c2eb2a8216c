-- Lời hẹn trong giải trình của từng đơn vị và kết quả của nó ở chính đơn vị đã hẹn, xếp dưới đơn vị hiện nay.
-- grain: unit_code, made_by, indicator_code, year, quarter
-- made: whole
select
    c.office_code as unit_code, m.indicator_code, m.year, m.quarter, m.ends_on, o.province_code, o.name as unit_name,
    coalesce(o.short_name, o.name) as unit_short_name, m.field_code, m.field_name, m.indicator_name, m.indicator_short_name,
    m.is_focus, m.direction, m.cause, m.remedy, m.responsible, m.promised_on, m.status, m.reason, m.newest_year, m.newest_quarter,
    m.newest_period_to, m.newest_status, m.due_year, m.due_quarter, m.due_period_to, m.due_status, m.is_due, m.is_kept,
    m.outcome, m.made_by, m.made_by_short_name, m.outcome_order
from mart.promise as m
inner join work.carriage as c on c.unit_code = m.unit_code and c.year = m.year and c.quarter = m.quarter
inner join ref.units as o on o.unit_code = c.office_code
