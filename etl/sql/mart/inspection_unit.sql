-- Mỗi đơn vị trong năm đã được kiểm tra trực tiếp, tự kiểm tra, hay chưa có gì.
-- grain: unit_code, year
-- made: whole
-- today: same
with counted as (
    select
        unit_code, year, count(case when mode = 'direct' then 1 end) as direct, count(case when mode = 'self' then 1 end) as self,
        sum(shortcomings) as shortcomings, sum(reminders) as reminders
    from mart.inspection
    group by unit_code, year
),
-- A year in which nothing is known of any inspection has nothing to be covered.
told as (
    select distinct province_code, year from mart.inspection
)
select
    o.unit_code, o.year, u.province_code, coalesce(u.short_name, u.name) as unit_short_name,
    case when c.direct > 0 then 'direct' when c.self > 0 then 'self' else 'none' end as state,
    coalesce(c.direct, 0) as direct, coalesce(c.self, 0) as self,
    cast(coalesce(c.shortcomings, 0) as bigint) as shortcomings, cast(coalesce(c.reminders, 0) as bigint) as reminders
from work.open_unit as o
inner join ref.units as u on u.unit_code = o.unit_code
inner join told as t on t.province_code = u.province_code and t.year = o.year
left join counted as c on c.unit_code = o.unit_code and c.year = o.year
