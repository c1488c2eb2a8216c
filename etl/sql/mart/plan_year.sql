-- Kế hoạch của tỉnh trong năm: bao nhiêu đơn vị đã có kế hoạch đăng ký, bao nhiêu mức cao hơn, bằng, thấp hơn mức giao.
-- grain: province_code, year
with dated as (
    select u.province_code, p.year, min(p.issued_on) as first_issued_on, max(p.issued_on) as last_issued_on
    from stg.plan as p
    inner join ref.units as u on u.unit_code = p.unit_code
    where p.level = 'registered'
    group by u.province_code, p.year
)
select
    c.province_code, c.year,
    count(*) as units,
    count(case when c.documents > 0 then 1 end) as units_with_plan,
    cast(sum(c.documents) as bigint) as documents,
    max(d.first_issued_on) as first_issued_on,
    max(d.last_issued_on) as last_issued_on,
    cast(sum(c.targets) as bigint) as targets,
    cast(sum(c.raised) as bigint) as raised,
    cast(sum(c.same) as bigint) as same,
    cast(sum(c.lowered) as bigint) as lowered,
    cast(sum(c.additional) as bigint) as additional,
    cast(sum(c.inherited) as bigint) as inherited,
    cast(sum(c.unlike) as bigint) as unlike
from mart.plan_unit as c
left join dated as d on d.province_code = c.province_code and d.year = c.year
group by c.province_code, c.year
