-- Mức tỉnh giao so với mức ngành trong năm: cao hơn, bằng, thấp hơn, đặt thêm hay theo mức ngành; và bao nhiêu đơn vị đăng ký khác.
-- grain: province_code, indicator_code, year
-- today: same
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
from work.province_stance as s
inner join mart.indicator as i on i.indicator_code = s.indicator_code
left join mart.plan_count as n
    on n.scope = 'indicator' and n.level = 'registered'
    and n.province_code = s.province_code and n.place_code = s.indicator_code and n.year = s.year
