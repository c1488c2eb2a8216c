-- Số mới nhất trong năm, tính đến từng quý, của các số liệu dùng để nhân mức chỉ tiêu (theo đầu người).
-- grain: unit_code, data_element_code, year, quarter
with used as (
    select distinct per from stg.plan_target where per is not null
),
spread as (
    select
        up.unit_code, used.per as data_element_code, up.year, up.quarter, g.value,
        row_number() over (
            partition by up.unit_code, used.per, up.year, up.quarter order by g.quarter desc
        ) as place
    from work.unit_period as up
    cross join used
    inner join work.figure as g
        on g.unit_code = up.unit_code and g.data_element_code = used.per
        and g.year = up.year and g.quarter <= up.quarter
)
select unit_code, data_element_code, year, quarter, value from spread where place = 1
