-- Mức của mỗi văn bản so với cấp trên trong năm: từng kế hoạch đăng ký với mức giao, mức giao với mức ngành; cao hơn, bằng hay thấp hơn.
-- grain: unit_code, indicator_code, year, level, plan_code
-- What a target asks of the whole year: the plan's own words, before any result or headcount is known. A plan that a later one
-- of its office replaced is compared as well: it says what was registered first.
with target as (
    select
        u.unit_code, f.indicator_code, f.year, f.level, f.plan_code, f.is_newest, f.per, f.volume_from, f.volume_below, i.direction,
        i.kind = 'rate' and f.measured_as is distinct from 'count' as is_percent,
        case
            when f.phasing = 'each_quarter' and (i.kind = 'count' or f.measured_as = 'count')
                then cast(4 * cast(f.value as decimal(19, 4)) as decimal(24, 4))
            else cast(f.value as decimal(24, 4))
        end as over_the_year
    from work.plan_in_force as f
    inner join work.office as u on f.level <> 'registered' or u.unit_code = f.unit_code
    inner join work.open_unit as o on o.unit_code = u.unit_code and o.year = f.year
    inner join ref.indicators as i on i.indicator_code = f.indicator_code
    where f.is_newest or f.level = 'registered'
),
-- Tiers by volume are compared where they meet. A percent and a count, or a head and an office, cannot be compared.
pair as (
    select
        r.plan_code, r.unit_code, r.indicator_code, r.year, r.level,
        r.is_percent = a.is_percent and r.per is not distinct from a.per as is_comparable,
        case r.direction when 'at_least' then r.over_the_year - a.over_the_year else a.over_the_year - r.over_the_year end as raise
    from target as r
    inner join target as a
        on a.unit_code = r.unit_code and a.indicator_code = r.indicator_code and a.year = r.year and a.is_newest
        and (r.level = 'registered' and a.level = 'assigned' or r.level = 'assigned' and a.level = 'national')
        and (a.volume_below is null or coalesce(r.volume_from, 0) < a.volume_below)
        and (r.volume_below is null or coalesce(a.volume_from, 0) < r.volume_below)
)
select
    plan_code, unit_code, indicator_code, year, level,
    -- Asking less in one tier is asking less, whatever the others say.
    case
        when bool_or(is_comparable and raise < 0) then 'lowered'
        when not bool_and(is_comparable) then null
        when bool_or(raise > 0) then 'raised'
        else 'same'
    end as stance
from pair
group by plan_code, unit_code, indicator_code, year, level
