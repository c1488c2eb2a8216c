-- Mức đơn vị đăng ký so với mức tỉnh giao trong năm: cao hơn, bằng, thấp hơn, tự đặt thêm hay theo mức giao.
-- grain: unit_code, indicator_code, year
with open_unit as (
    select distinct u.unit_code, p.year
    from ref.units as u
    inner join ref.periods as p
        on (u.opened_on is null or u.opened_on <= p.starts_on) and (u.closed_on is null or u.closed_on >= p.ends_on)
),
-- What a target asks of the whole year: the plan's own words, before any result or headcount is known.
target as (
    select
        t.*, i.direction,
        i.kind = 'rate' and t.measured_as is distinct from 'count' as is_percent,
        case
            when t.phasing = 'each_quarter' and (i.kind = 'count' or t.measured_as = 'count')
                then cast(4 * cast(t.value as decimal(19, 4)) as decimal(24, 4))
            else cast(t.value as decimal(24, 4))
        end as over_the_year
    from work.target as t
    inner join open_unit as o on o.unit_code = t.unit_code and o.year = t.year
    inner join ref.indicators as i on i.indicator_code = t.indicator_code
),
-- Tiers by volume are compared where they meet. A percent and a count, or a head and an office, cannot be compared.
pair as (
    select
        r.unit_code, r.indicator_code, r.year,
        r.is_percent = a.is_percent and r.per is not distinct from a.per as is_comparable,
        case r.direction when 'at_least' then r.over_the_year - a.over_the_year else a.over_the_year - r.over_the_year end as raise
    from target as r
    inner join target as a
        on a.unit_code = r.unit_code and a.indicator_code = r.indicator_code and a.year = r.year and a.level = 'assigned'
        and (a.volume_below is null or coalesce(r.volume_from, 0) < a.volume_below)
        and (r.volume_below is null or coalesce(a.volume_from, 0) < r.volume_below)
    where r.level = 'registered'
),
compared as (
    select
        unit_code, indicator_code, year,
        -- Asking less in one tier is asking less, whatever the others say.
        case
            when bool_or(is_comparable and raise < 0) then 'lowered'
            when not bool_and(is_comparable) then null
            when bool_or(raise > 0) then 'raised'
            else 'same'
        end as stance
    from pair
    group by unit_code, indicator_code, year
),
worded as (
    select
        t.unit_code, t.indicator_code, t.year,
        string_agg(case t.level when 'national' then p.asked end, '; ' order by coalesce(t.volume_from, 0)) as national_asked,
        string_agg(case t.level when 'assigned' then p.asked end, '; ' order by coalesce(t.volume_from, 0)) as assigned_asked,
        string_agg(case t.level when 'registered' then p.asked end, '; ' order by coalesce(t.volume_from, 0))
            as registered_asked,
        max(case t.level when 'assigned' then t.plan_code end) as assigned_plan_code,
        max(case t.level when 'registered' then t.plan_code end) as plan_code
    from target as t
    inner join mart.plan_target as p
        on p.plan_code = t.plan_code and p.indicator_code = t.indicator_code and p.volume_from is not distinct from t.volume_from
    group by t.unit_code, t.indicator_code, t.year
),
placed as (
    select
        w.*,
        case
            when w.plan_code is null then 'inherited'
            when w.assigned_plan_code is null or c.unit_code is null then 'additional'
            else c.stance
        end as stance
    from worded as w
    left join compared as c on c.unit_code = w.unit_code and c.indicator_code = w.indicator_code and c.year = w.year
    where w.plan_code is not null or w.assigned_plan_code is not null
)
select
    s.unit_code, s.indicator_code, s.year, u.province_code, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    i.field_code, coalesce(f.name, i.field_code) as field_name,
    i.name as indicator_name, coalesce(i.short_name, i.name) as indicator_short_name,
    coalesce(i.is_focus, false) as is_focus, i.direction, s.stance,
    s.national_asked, s.assigned_asked, s.registered_asked, s.plan_code, p.number as plan_number, p.issued_on,
    case when i.direction = 'at_least' then 'Mức tối thiểu' else 'Mức tối đa' end || ': '
    || case
        when s.stance = 'raised' then 'giao ' || s.assigned_asked || ' → đăng ký ' || s.registered_asked || '.'
        when s.stance = 'same' and s.assigned_asked = s.registered_asked
            then 'giao ' || s.assigned_asked || ', đăng ký bằng mức giao.'
        when s.stance = 'same'
            then 'giao ' || s.assigned_asked || ' → đăng ký ' || s.registered_asked || ', tính cả năm bằng mức giao.'
        when s.stance = 'lowered' then 'giao ' || s.assigned_asked || ' → chỉ đăng ký ' || s.registered_asked || '.'
        when s.stance = 'inherited' then 'giao ' || s.assigned_asked || '; đơn vị không đăng ký mức riêng.'
        when s.stance = 'additional' then case
            when s.assigned_asked is not null then 'giao ' || s.assigned_asked
            else 'tỉnh không giao' || coalesce(', mức ngành ' || s.national_asked, '')
        end || '; đơn vị tự đặt ' || s.registered_asked || '.'
        else 'giao ' || s.assigned_asked || ', đăng ký ' || s.registered_asked || '; cách tính khác nhau nên không so trực tiếp.'
    end as reason
from placed as s
inner join ref.units as u on u.unit_code = s.unit_code
inner join ref.indicators as i on i.indicator_code = s.indicator_code
left join ref.fields as f on f.field_code = i.field_code
left join stg.plan as p on p.plan_code = s.plan_code
