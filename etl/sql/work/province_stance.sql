-- Mức tỉnh giao so với mức ngành trong năm, và mỗi cấp ghi gì.
-- grain: province_code, indicator_code, year
-- The two upper levels bind every unit of a province alike as long as it is there: the one that was there longest tells.
with of_unit as (
    select
        u.province_code, w.indicator_code, w.year, w.national_asked, w.assigned_asked, w.national_plan_code, w.assigned_plan_code,
        c.unit_code is not null as is_compared, c.stance as compared,
        row_number() over (
            partition by u.province_code, w.indicator_code, w.year
            order by case when u.closed_on is null then 0 else 1 end, u.closed_on desc, u.unit_code
        ) as place
    from work.year_asked as w
    inner join ref.units as u on u.unit_code = w.unit_code
    left join work.plan_comparison as c
        on c.unit_code = w.unit_code and c.indicator_code = w.indicator_code and c.year = w.year and c.level = 'assigned'
    where w.national_plan_code is not null or w.assigned_plan_code is not null
)
select
    province_code, indicator_code, year, national_asked, assigned_asked, national_plan_code, assigned_plan_code,
    case
        when assigned_plan_code is null then 'inherited'
        when not is_compared then 'additional'
        else compared
    end as stance
from of_unit
where place = 1
