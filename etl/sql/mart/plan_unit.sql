-- Mỗi đơn vị trong năm: số văn bản đăng ký, và bao nhiêu chỉ tiêu cao hơn, bằng, thấp hơn mức giao, đặt thêm, theo mức giao.
-- grain: unit_code, year
with document as (
    select unit_code, year, count(*) as documents
    from stg.plan
    where level = 'registered'
    group by unit_code, year
),
counted as (
    select
        unit_code, year, province_code, unit_name, unit_short_name,
        count(*) as targets,
        count(case when stance = 'raised' then 1 end) as raised,
        count(case when stance = 'same' then 1 end) as same,
        count(case when stance = 'lowered' then 1 end) as lowered,
        count(case when stance = 'additional' then 1 end) as additional,
        count(case when stance = 'inherited' then 1 end) as inherited,
        count(case when stance is null then 1 end) as unlike
    from mart.plan_stance
    group by unit_code, year, province_code, unit_name, unit_short_name
)
select
    c.unit_code, c.year, c.province_code, c.unit_name, c.unit_short_name,
    row_number() over (partition by c.province_code, c.year order by c.unit_short_name collate vi, c.unit_code) as list_order,
    coalesce(d.documents, 0) as documents,
    c.targets, c.raised, c.same, c.lowered, c.additional, c.inherited, c.unlike,
    c.unit_code as made_by, c.unit_short_name as made_by_short_name
from counted as c
left join document as d on d.unit_code = c.unit_code and d.year = c.year
