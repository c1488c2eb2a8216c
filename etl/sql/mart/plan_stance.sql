-- Mức đơn vị đăng ký so với mức tỉnh giao trong năm: cao hơn, bằng, thấp hơn, tự đặt thêm hay theo mức giao.
-- grain: unit_code, indicator_code, year
with placed as (
    select
        w.*,
        case
            when w.plan_code is null then 'inherited'
            when w.assigned_plan_code is null or c.unit_code is null then 'additional'
            else c.stance
        end as stance
    from work.year_asked as w
    left join work.plan_comparison as c
        on c.unit_code = w.unit_code and c.indicator_code = w.indicator_code and c.year = w.year and c.level = 'registered'
        and c.plan_code = w.plan_code
    where w.plan_code is not null or w.assigned_plan_code is not null
)
select
    s.unit_code, s.indicator_code, s.year, u.province_code, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    i.field_code, coalesce(f.name, i.field_code) as field_name,
    i.name as indicator_name, coalesce(i.short_name, i.name) as indicator_short_name,
    coalesce(i.is_focus, false) as is_focus, i.direction, s.stance,
    s.national_asked, s.assigned_held as assigned_asked, s.registered_asked, s.plan_code, p.number as plan_number, p.issued_on,
    case when i.direction = 'at_least' then 'Mức tối thiểu' else 'Mức tối đa' end || ': '
    || case
        when s.stance = 'raised' then 'giao ' || s.assigned_held
            || case i.direction when 'at_least' then ', đăng ký cao hơn: ' else ', đăng ký chặt hơn: ' end || s.registered_asked || '.'
        when s.stance = 'same' and s.assigned_held = s.registered_asked
            then 'giao ' || s.assigned_held || ', đăng ký bằng mức giao.'
        when s.stance = 'same' and s.assigned_held <> s.assigned_asked
            then 'giao ' || s.assigned_held || ', đăng ký ' || s.registered_asked || ', bằng mức giao.'
        when s.stance = 'same'
            then 'giao ' || s.assigned_held || ', đăng ký ' || s.registered_asked || ', tính cả năm bằng mức giao.'
        when s.stance = 'lowered' then 'giao ' || s.assigned_held
            || case i.direction when 'at_least' then ', chỉ đăng ký ' else ', đăng ký nới lên ' end || s.registered_asked || '.'
        when s.stance = 'inherited' then 'giao ' || s.assigned_held || '; đơn vị không đăng ký mức riêng.'
        when s.stance = 'additional' then case
            when s.assigned_held is not null then 'giao ' || s.assigned_held
            else 'tỉnh không giao' || coalesce(', mức ngành ' || s.national_asked, '')
        end || '; đơn vị tự đặt ' || s.registered_asked || '.'
        else 'giao ' || s.assigned_held || ', đăng ký ' || s.registered_asked || '; cách tính khác nhau nên không so trực tiếp.'
    end as reason,
    s.unit_code as made_by, coalesce(u.short_name, u.name) as made_by_short_name
from placed as s
inner join ref.units as u on u.unit_code = s.unit_code
inner join ref.indicators as i on i.indicator_code = s.indicator_code
left join ref.fields as f on f.field_code = i.field_code
left join stg.plan as p on p.plan_code = s.plan_code
