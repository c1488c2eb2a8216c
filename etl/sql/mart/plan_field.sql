-- Mức đặt trong năm theo lĩnh vực, so với cấp trên: mức đơn vị đăng ký với mức giao, mức tỉnh giao với mức ngành.
-- grain: province_code, level, field_code, year
-- today: same
with stated as (
    select province_code, 'registered' as level, field_code, year, stance from mart.plan_stance
    union all
    select province_code, 'assigned', field_code, year, stance from mart.plan_assigned
),
placed as (
    select * from stated
    union all
    select province_code, level, 'all', year, stance from stated
)
select
    province_code, level, field_code, year,
    count(*) as targets,
    count(case when stance = 'raised' then 1 end) as raised,
    count(case when stance = 'same' then 1 end) as same,
    count(case when stance = 'lowered' then 1 end) as lowered,
    count(case when stance = 'additional' then 1 end) as additional,
    count(case when stance = 'inherited' then 1 end) as inherited,
    count(case when stance is null then 1 end) as unlike
from placed
group by province_code, level, field_code, year
