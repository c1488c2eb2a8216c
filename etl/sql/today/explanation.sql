-- Giải trình chỉ tiêu chưa đạt của từng đơn vị, xếp dưới đơn vị hiện nay: nguyên nhân, biện pháp, người phụ trách, ngày hẹn.
-- grain: unit_code, made_by, indicator_code, year, quarter
select
    c.office_code as unit_code, m.indicator_code, m.year, m.quarter, m.cause, m.remedy, m.responsible, m.promised_on, m.file,
    m.sheet, m.cell, m.made_by
from mart.explanation as m
inner join work.carriage as c on c.unit_code = m.unit_code and c.year = m.year and c.quarter = m.quarter
inner join ref.units as o on o.unit_code = c.office_code
