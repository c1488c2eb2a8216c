-- Mức tỉnh giao so với mức ngành trong năm, và mỗi cấp ghi gì.
-- grain: province_code, indicator_code, year
-- The two upper levels bind every unit of a province alike: any of them tells.
with of_province as (
    select
        u.province_code, w.indicator_code, w.year,
        max(w.national_asked) as national_asked,
        max(w.assigned_asked) as assigned_asked,
        max(w.national_plan_code) as national_plan_code,
        max(w.assigned_plan_code) as assigned_plan_code,
        count(c.unit_code) > 0 as is_compared,
        max(c.stance) as compared
    from work.year_asked as w
    inner join ref.units as u on u.unit_code = w.unit_code
    left join work.plan_comparison as c
        on c.unit_code = w.unit_code and c.indicator_code = w.indicator_code and c.year = w.year and c.level = 'assigned'
    where w.national_plan_code is not null or w.assigned_plan_code is not null
    group by u.province_code, w.indicator_code, w.year
)
select
    province_code, indicator_code, year, national_asked, assigned_asked, national_plan_code, assigned_plan_code,
    case
        when assigned_plan_code is null then 'inherited'
        when not is_compared then 'additional'
        else compared
    end as stance
from of_province
