-- Mức của mỗi văn bản so với cấp trên trong năm: từng kế hoạch đăng ký với mức giao, mức giao với mức ngành; cao hơn, bằng hay thấp hơn.
-- grain: unit_code, indicator_code, year, level, plan_code
-- What a target asks of the whole year: the plan's own words, before any result or headcount is known. Where the unit is held to a
-- part of the assigned one, that part is what its own is set against. A plan that a later one
-- of its office replaced is compared as well: it says what was registered first.
with target as (
    select
        u.unit_code, f.indicator_code, f.year, f.level, f.plan_code, f.per,
        -- What was issued after a unit had closed asked nothing of it.
        (f.valid_from is null or u.closed_on is null or f.valid_from <= u.closed_on)
        and (f.valid_before is null or coalesce(f.valid_before > u.closed_on, false)) as is_newest,
        f.volume_from, f.volume_below, i.direction, f.value,
        u.own_opened_on is null or coalesce(f.due_on, y.year_ends_on) >= u.own_opened_on as is_binding,
        i.kind = 'rate' and f.measured_as is distinct from 'count' as is_percent,
        case
            when f.phasing = 'each_quarter' and (i.kind = 'count' or f.measured_as = 'count')
                -- Without a whole quarter nothing is asked, so that nothing is compared.
                then cast(nullif(o.whole_quarters, 0) * cast(f.value as decimal(19, 4)) as decimal(24, 4))
            else cast(f.value as decimal(24, 4))
        end as over_the_year
    from work.plan_in_force as f
    inner join work.office as u on f.level <> 'registered' or u.unit_code = f.unit_code
    inner join work.open_unit as o on o.unit_code = u.unit_code and o.year = f.year
    inner join ref.periods as y on y.year = f.year and y.quarter = 1
    inner join ref.indicators as i on i.indicator_code = f.indicator_code
),
held as (
    select unit_code, indicator_code, year, plan_code, volume_from, heads, value
    from work.named_target
    where quarter is null and is_in_proportion
),
-- Tiers by volume are compared where they meet. A percent and a count, or a head and an office, cannot be compared; what so many
-- heads come to for a part of the year is a count.
pair as (
    select
        r.plan_code, r.unit_code, r.indicator_code, r.year, r.level,
        r.is_percent = a.is_percent and (r.per is not distinct from a.per or r.per is null and h.value is not null) as is_comparable,
        r.direction,
        case
            when h.unit_code is null or r.per is null then cast(r.over_the_year as decimal(37, 8))
            else cast(cast(r.value as decimal(14, 4)) * h.heads as decimal(37, 8))
        end as stated,
        cast(case when h.unit_code is null then a.over_the_year else h.value end as decimal(37, 8)) as asked
    from target as r
    inner join target as a
        on a.unit_code = r.unit_code and a.indicator_code = r.indicator_code and a.year = r.year and a.is_newest
        and (r.level = 'registered' and a.level = 'assigned' or r.level = 'assigned' and r.is_newest and a.level = 'national')
        -- What the province wanted done before a unit opened does not bind it.
        and (r.level = 'assigned' or a.is_binding)
        and (a.volume_below is null or coalesce(r.volume_from, 0) < a.volume_below)
        and (r.volume_below is null or coalesce(a.volume_from, 0) < r.volume_below)
    left join held as h
        on h.unit_code = case r.level when 'registered' then a.unit_code end and h.indicator_code = a.indicator_code and h.year = a.year
        and h.plan_code = a.plan_code and h.volume_from is not distinct from a.volume_from
),
raised as (
    select *, case direction when 'at_least' then stated - asked else asked - stated end as raise from pair
)
select
    plan_code, unit_code, indicator_code, year, level,
    -- Asking less in one tier is asking less, whatever the others say.
    case
        when bool_or(is_comparable and raise < 0) then 'lowered'
        when bool_or(not is_comparable or raise is null) then null
        when bool_or(raise > 0) then 'raised'
        else 'same'
    end as stance
from raised
group by plan_code, unit_code, indicator_code, year, level
