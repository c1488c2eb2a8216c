-- Kế hoạch đăng ký của các đơn vị trong tỉnh trong năm: bao nhiêu đơn vị đã có, ban hành từ ngày nào đến ngày nào.
-- grain: province_code, year
-- today: same
with dated as (
    select u.province_code, p.year, min(p.issued_on) as first_issued_on, max(p.issued_on) as last_issued_on
    from stg.plan as p
    inner join ref.units as u on u.unit_code = p.unit_code
    where p.level = 'registered'
    group by u.province_code, p.year
),
counted as (
    select
        province_code, year,
        count(*) as units,
        count(case when documents > 0 then 1 end) as units_with_plan,
        cast(sum(documents) as bigint) as documents,
        string_agg(case when documents = 0 then place_name end, ', ' order by place_order) as units_missing
    from mart.plan_count
    where scope = 'unit'
    group by province_code, year
)
select
    c.province_code, c.year, c.units, c.units_with_plan, c.units_missing, c.documents, d.first_issued_on, d.last_issued_on
from counted as c
left join dated as d on d.province_code = c.province_code and d.year = c.year
