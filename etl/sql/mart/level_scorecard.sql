-- Bảng điểm theo từng cấp đặt mức, của từng đơn vị, của cụm và của tỉnh: cộng mọi chỉ tiêu của các đơn vị trong đó.
-- grain: province_code, scope, place_code, year, quarter, level
with judged_row as (
    select unit_code, indicator_code, year, quarter, 'headline' as level, status, attainment, is_fragile from mart.attainment
    union all
    -- An office that registered nothing of its own is not counted at that level.
    select unit_code, indicator_code, year, quarter, level, status, attainment, is_fragile
    from mart.target_status
    where plan_code is not null
),
unit_level as (
    select up.unit_code, up.year, up.quarter, up.province_code, up.cluster, up.is_reported, l.level
    from work.unit_period as up
    cross join (values ('headline'), ('national'), ('assigned'), ('registered')) as l (level)
),
unit_sum as (
    select
        p.unit_code, p.year, p.quarter, p.level,
        count(case when s.is_judged then 1 end) as targets_judged,
        count(case when j.status in ('exceeded', 'met') then 1 end) as targets_good,
        count(case when j.status = 'exceeded' then 1 end) as exceeded,
        count(case when j.status = 'met' then 1 end) as met,
        count(case when j.status = 'on_track' then 1 end) as on_track,
        count(case when j.status = 'behind' then 1 end) as behind,
        count(case when j.status = 'missed' then 1 end) as missed,
        count(case when j.status = 'not_applicable' then 1 end) as not_applicable,
        count(case when j.status = 'no_target' then 1 end) as no_target,
        count(case when j.status = 'not_reported' then 1 end) as not_reported,
        count(case when s.is_judged and j.is_fragile then 1 end) as fragile,
        -- Decimal sums do not depend on the order of their rows.
        sum(case when s.is_judged then
            cast(coalesce(i.weight, 1) as decimal(19, 4)) * cast(least(j.attainment, 100) as decimal(34, 12))
        end) as weighted,
        sum(case when s.is_judged then coalesce(i.weight, 1) end) as weight
    from unit_level as p
    left join judged_row as j
        on j.unit_code = p.unit_code and j.year = p.year and j.quarter = p.quarter and j.level = p.level
    left join ref.statuses as s on s.status = j.status
    left join ref.indicators as i on i.indicator_code = j.indicator_code
    group by p.unit_code, p.year, p.quarter, p.level
),
placed as (
    select province_code, 'unit' as scope, unit_code as place_code, unit_code, year, quarter, level, is_reported from unit_level
    union all
    select province_code, 'cluster', cluster, unit_code, year, quarter, level, is_reported
    from unit_level
    where cluster is not null
    union all
    select province_code, 'province', province_code, unit_code, year, quarter, level, is_reported from unit_level
),
summed as (
    select
        p.province_code, p.scope, p.place_code, p.year, p.quarter, p.level,
        count(*) as units_expected,
        count(case when p.is_reported then 1 end) as units_reported,
        cast(sum(s.targets_judged) as bigint) as targets_judged,
        cast(sum(s.targets_good) as bigint) as targets_good,
        cast(sum(s.exceeded) as bigint) as exceeded,
        cast(sum(s.met) as bigint) as met,
        cast(sum(s.on_track) as bigint) as on_track,
        cast(sum(s.behind) as bigint) as behind,
        cast(sum(s.missed) as bigint) as missed,
        cast(sum(s.not_applicable) as bigint) as not_applicable,
        cast(sum(s.no_target) as bigint) as no_target,
        cast(sum(s.not_reported) as bigint) as not_reported,
        cast(sum(s.fragile) as bigint) as fragile,
        sum(s.weighted) as weighted,
        sum(s.weight) as weight
    from placed as p
    inner join unit_sum as s
        on s.unit_code = p.unit_code and s.year = p.year and s.quarter = p.quarter and s.level = p.level
    group by p.province_code, p.scope, p.place_code, p.year, p.quarter, p.level
)
select
    province_code, scope, place_code, year, quarter, level,
    units_expected, units_reported, targets_judged, targets_good, exceeded, met, on_track, behind, missed,
    not_applicable, no_target, not_reported, fragile,
    case when targets_judged > 0 then 100.0 * cast(targets_good as double) / cast(targets_judged as double) end as share_met,
    case when weight > 0 then cast(weighted as double) / cast(weight as double) end as mean_attainment
from summed
