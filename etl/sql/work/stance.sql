-- Mức đơn vị đăng ký so với mức tỉnh giao, theo các kế hoạch có hiệu lực ở ngày chốt số liệu của từng quý.
-- grain: unit_code, indicator_code, year, quarter
-- Tiers by volume are compared where they meet. A share and a number of cases cannot be compared.
with pair as (
    select
        r.unit_code, r.indicator_code, r.year, r.quarter, a.unit_code is not null as is_paired,
        r.is_count = a.is_count as is_comparable,
        -- The plans' own words; where a head or the days open stand between them, what the unit is held to. A number asked of each
        -- quarter and one asked of the year meet over the year.
        case when a.is_count and (r.per is distinct from a.per or a.is_in_proportion) then r.value else r.value_asked end
        * case when r.phasing = 'each_quarter' and r.is_count and a.phasing <> 'each_quarter' then nullif(o.whole_quarters, 0) else 1 end
            as registered,
        case when a.is_count and (r.per is distinct from a.per or a.is_in_proportion) then a.value else a.value_asked end
        * case when a.phasing = 'each_quarter' and a.is_count and r.phasing <> 'each_quarter' then nullif(o.whole_quarters, 0) else 1 end
            as assigned,
        r.direction
    from work.named_target as r
    inner join work.open_unit as o on o.unit_code = r.unit_code and o.year = r.year
    left join work.named_target as a
        on a.unit_code = r.unit_code and a.indicator_code = r.indicator_code and a.year = r.year and a.quarter = r.quarter
        and a.level = 'assigned'
        -- Without a bound: above what any list may say.
        and coalesce(r.volume_from, 0) < coalesce(a.volume_below, 10000000000000)
        and coalesce(a.volume_from, 0) < coalesce(r.volume_below, 10000000000000)
    where r.level = 'registered'
),
raised as (
    select
        *, case direction when 'at_least' then registered - assigned else assigned - registered end as raise
    from pair
)
select
    unit_code, indicator_code, year, quarter,
    case
        when not bool_or(is_paired) then 'additional'
        -- Asking less in one tier is asking less, whatever the others say.
        when bool_or(is_comparable and raise < 0) then 'lowered'
        when bool_or(is_paired and (not is_comparable or raise is null)) then null
        when bool_or(raise > 0) then 'raised'
        else 'same'
    end as stance
from raised
group by unit_code, indicator_code, year, quarter
