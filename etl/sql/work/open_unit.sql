-- Đơn vị hoạt động ít nhất một ngày trong năm, và số quý hoạt động trọn trong năm ấy.
-- grain: unit_code, year
select
    u.unit_code, p.year,
    cast(sum(case
        when (u.opened_on is null or u.opened_on <= p.starts_on) and (u.closed_on is null or u.closed_on >= p.ends_on) then 1 else 0
    end) as decimal(2, 0)) as whole_quarters
from ref.units as u
inner join ref.periods as p
    on (u.opened_on is null or u.opened_on <= p.ends_on) and (u.closed_on is null or u.closed_on >= p.starts_on)
group by u.unit_code, p.year
