-- Mức giao của tỉnh trong năm theo lĩnh vực: bao nhiêu cao hơn, bằng, thấp hơn mức ngành, đặt thêm, theo mức ngành.
-- grain: province_code, field_code, year
-- today: same
with placed as (
    select province_code, field_code, year, stance from mart.plan_assigned
    union all
    select province_code, 'all', year, stance from mart.plan_assigned
)
select
    province_code, field_code, year,
    count(*) as targets,
    count(case when stance = 'raised' then 1 end) as raised,
    count(case when stance = 'same' then 1 end) as same,
    count(case when stance = 'lowered' then 1 end) as lowered,
    count(case when stance = 'additional' then 1 end) as additional,
    count(case when stance = 'inherited' then 1 end) as inherited,
    count(case when stance is null then 1 end) as unlike
from placed
group by province_code, field_code, year
