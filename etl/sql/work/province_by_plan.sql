-- Theo kế hoạch nào mà toàn tỉnh được xét, viết thành chữ, khi kế hoạch đặt mức ấy đổi trong năm.
-- grain: province_code, indicator_code, year, quarter
with member as (
    select
        w.province_code, w.indicator_code, w.year, w.quarter,
        case when w.is_count then coalesce(q.plan_code, w.plan_code) else w.province_plan_code end as plan_code,
        w.is_count and w.is_changed_in_year as is_changed_in_year
    from work.province_weight as w
    left join work.quarter_plan as q
        on q.unit_code = w.unit_code and q.indicator_code = w.indicator_code and q.year = w.year and q.quarter = w.stood_in
        and q.level = case when w.phasing = 'each_quarter' and w.measure = 'count' then w.level end
    where w.is_in_result or not w.is_count
),
plan as (
    select
        m.province_code, m.indicator_code, m.year, m.quarter, d.plan_code, d.number, d.unit_code is not null as is_own,
        bool_or(m.is_changed_in_year or c.indicator_code is not null) as is_changed_in_year
    from member as m
    inner join stg.plan as d on d.plan_code = m.plan_code
    left join (
        select distinct level, indicator_code, year
        from work.plan_in_force
        where unit_code is null and (valid_from is not null or not is_newest)
    ) as c on c.level = d.level and c.indicator_code = m.indicator_code and c.year = m.year
    group by m.province_code, m.indicator_code, m.year, m.quarter, d.plan_code, d.number, d.unit_code
)
select
    province_code, indicator_code, year, quarter,
    ' theo kế hoạch ' || coalesce(string_agg(case when not is_own then coalesce('số ' || number, plan_code) end, ', ' order by plan_code), '')
    || case
        when not bool_or(is_own) then ''
        when bool_and(is_own) then 'của từng đơn vị'
        else ' và kế hoạch của từng đơn vị'
    end as by_plan
from plan
group by province_code, indicator_code, year, quarter
having bool_or(is_changed_in_year)
