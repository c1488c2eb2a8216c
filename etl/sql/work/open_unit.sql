-- Đơn vị hoạt động ít nhất một ngày trong năm.
-- grain: unit_code, year
select distinct u.unit_code, p.year
from ref.units as u
inner join ref.periods as p
    on (u.opened_on is null or u.opened_on <= p.ends_on) and (u.closed_on is null or u.closed_on >= p.starts_on)
