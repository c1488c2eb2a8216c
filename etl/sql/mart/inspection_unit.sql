-- Mỗi đơn vị đến ngày cuối từng quý: trong năm đã được kiểm tra trực tiếp, tự kiểm tra, hay chưa có gì.
-- grain: unit_code, year, quarter
-- made: whole
-- today: same
with counted as (
    select
        unit_code, year, quarter, count(case when mode = 'direct' then 1 end) as direct, count(case when mode = 'self' then 1 end) as self,
        sum(shortcomings) as shortcomings, sum(reminders) as reminders
    from mart.inspection
    group by unit_code, year, quarter
),
-- A year in which nothing is known of any inspection has nothing to be covered.
told as (
    select distinct province_code, year from mart.inspection
)
select
    o.unit_code, o.year, p.quarter, u.province_code, coalesce(u.short_name, u.name) as unit_short_name,
    case when c.direct > 0 then 'direct' when c.self > 0 then 'self' else 'none' end as state,
    coalesce(c.direct, 0) as direct, coalesce(c.self, 0) as self,
    cast(coalesce(c.shortcomings, 0) as bigint) as shortcomings, cast(coalesce(c.reminders, 0) as bigint) as reminders
from work.open_unit as o
inner join ref.units as u on u.unit_code = o.unit_code
inner join work.followed_period as p on p.year = o.year and (u.opened_on is null or u.opened_on <= p.ends_on)
inner join told as t on t.province_code = u.province_code and t.year = o.year
left join counted as c on c.unit_code = o.unit_code and c.year = o.year and c.quarter = p.quarter
