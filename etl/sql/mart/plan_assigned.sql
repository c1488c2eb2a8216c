-- Mức tỉnh giao so với mức ngành trong năm: cao hơn, bằng, thấp hơn, đặt thêm hay theo mức ngành; và bao nhiêu đơn vị đăng ký khác.
-- grain: province_code, indicator_code, year
-- today: same
with worded as (
    select
        t.unit_code, t.indicator_code, t.year,
        string_agg(case t.level when 'national' then p.asked end, '; ' order by coalesce(t.volume_from, 0)) as national_asked,
        string_agg(case t.level when 'assigned' then p.asked end, '; ' order by coalesce(t.volume_from, 0)) as assigned_asked,
        max(case t.level when 'national' then t.plan_code end) as national_plan_code,
        max(case t.level when 'assigned' then t.plan_code end) as assigned_plan_code
    from work.target as t
    inner join work.open_unit as o on o.unit_code = t.unit_code and o.year = t.year
    inner join mart.plan_target as p
        on p.plan_code = t.plan_code and p.indicator_code = t.indicator_code and p.volume_from is not distinct from t.volume_from
    where t.level in ('national', 'assigned')
    group by t.unit_code, t.indicator_code, t.year
),
-- The two upper levels bind every unit of a province alike: any of them tells.
of_province as (
    select
        u.province_code, w.indicator_code, w.year,
        max(w.national_asked) as national_asked,
        max(w.assigned_asked) as assigned_asked,
        max(w.national_plan_code) as national_plan_code,
        max(w.assigned_plan_code) as assigned_plan_code,
        count(c.unit_code) > 0 as is_compared,
        max(c.stance) as compared
    from worded as w
    inner join ref.units as u on u.unit_code = w.unit_code
    left join work.plan_comparison as c
        on c.unit_code = w.unit_code and c.indicator_code = w.indicator_code and c.year = w.year and c.level = 'assigned'
    group by u.province_code, w.indicator_code, w.year
),
placed as (
    select
        *,
        case
            when assigned_plan_code is null then 'inherited'
            when not is_compared then 'additional'
            else compared
        end as stance
    from of_province
)
select
    s.province_code, s.indicator_code, s.year, i.field_code, i.field_name, i.field_short_name, i.indicator_name, i.indicator_short_name,
    i.is_focus, i.direction, s.stance, s.national_asked, s.assigned_asked, s.national_plan_code, s.assigned_plan_code,
    coalesce(n.raised, 0) as units_raised, coalesce(n.lowered, 0) as units_lowered, i.field_order, i.list_order,
    case when i.direction = 'at_least' then 'Mức tối thiểu' else 'Mức tối đa' end || ': '
    || case
        when s.stance = 'raised' then 'ngành ' || s.national_asked
            || case i.direction when 'at_least' then ', giao cao hơn: ' else ', giao chặt hơn: ' end || s.assigned_asked || '.'
        when s.stance = 'same' and s.national_asked = s.assigned_asked
            then 'ngành ' || s.national_asked || ', giao bằng mức ngành.'
        when s.stance = 'same'
            then 'ngành ' || s.national_asked || ', giao ' || s.assigned_asked || ', tính cả năm bằng mức ngành.'
        when s.stance = 'lowered' then 'ngành ' || s.national_asked
            || case i.direction when 'at_least' then ', chỉ giao ' else ', giao nới lên ' end || s.assigned_asked || '.'
        when s.stance = 'inherited' then 'ngành ' || s.national_asked || '; tỉnh không giao mức riêng.'
        when s.stance = 'additional'
            then coalesce('ngành ' || s.national_asked, 'ngành không đặt') || '; tỉnh giao thêm ' || s.assigned_asked || '.'
        else 'ngành ' || s.national_asked || ', giao ' || s.assigned_asked || '; cách tính khác nhau nên không so trực tiếp.'
    end as reason
from placed as s
inner join mart.indicator as i on i.indicator_code = s.indicator_code
left join mart.plan_indicator as n
    on n.province_code = s.province_code and n.indicator_code = s.indicator_code and n.year = s.year
