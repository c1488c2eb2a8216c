-- Bảng điểm của từng đơn vị, cụm và tỉnh, theo từng cấp đặt mức và lĩnh vực (all: mọi lĩnh vực): cộng mọi chỉ tiêu trong đó.
-- grain: province_code, scope, place_code, field_code, year, quarter, level
with counted as (
    select
        j.unit_code, j.year, j.quarter, j.level,
        case when grouping(i.field_code) = 1 then 'all' else i.field_code end as field_code,
        count(case when s.is_judged then 1 end) as targets_judged,
        count(case when s.is_met then 1 end) as met_or_exceeded,
        count(case when j.status = 'exceeded' then 1 end) as exceeded,
        count(case when j.status = 'met' then 1 end) as met,
        count(case when j.status = 'on_track' then 1 end) as on_track,
        count(case when j.status = 'behind' then 1 end) as behind,
        count(case when j.status = 'missed' then 1 end) as missed,
        count(case when j.status = 'not_applicable' then 1 end) as not_applicable,
        count(case when j.status = 'no_target' then 1 end) as no_target,
        count(case when j.status = 'not_reported' then 1 end) as not_reported,
        count(case when s.is_judged and j.is_fragile then 1 end) as fragile,
        count(case when s.is_judged and j.is_close then 1 end) as close_count,
        count(case when s.is_judged and j.may_turn then 1 end) as turn_count,
        -- Decimal sums do not depend on the order of their rows.
        sum(case when s.is_judged then
            cast(coalesce(i.weight, 1) as decimal(19, 4)) * cast(greatest(0, least(j.attainment, 100)) as decimal(17, 13))
        end) as weighted,
        sum(case when s.is_judged then coalesce(i.weight, 1) end) as weight,
        bool_or(s.is_judged and j.is_estimate) as is_estimate
    from work.judged_row as j
    inner join ref.statuses as s on s.status = j.status
    inner join ref.indicators as i on i.indicator_code = j.indicator_code
    group by grouping sets (
        (j.unit_code, j.year, j.quarter, j.level, i.field_code),
        (j.unit_code, j.year, j.quarter, j.level)
    )
),
field as (
    select 'all' as field_code
    union
    select field_code from ref.indicators
),
-- Every place has a row in every field at every level: to have no target there is a count of none, not a gap.
summed as (
    select
        p.province_code, p.scope, p.place_code, f.field_code, p.year, p.quarter, l.level,
        count(*) as units_expected,
        count(case when n.is_reported then 1 end) as units_reported,
        cast(coalesce(sum(c.targets_judged), 0) as bigint) as targets_judged,
        cast(coalesce(sum(c.met_or_exceeded), 0) as bigint) as met_or_exceeded,
        cast(coalesce(sum(c.exceeded), 0) as bigint) as exceeded,
        cast(coalesce(sum(c.met), 0) as bigint) as met,
        cast(coalesce(sum(c.on_track), 0) as bigint) as on_track,
        cast(coalesce(sum(c.behind), 0) as bigint) as behind,
        cast(coalesce(sum(c.missed), 0) as bigint) as missed,
        cast(coalesce(sum(c.not_applicable), 0) as bigint) as not_applicable,
        cast(coalesce(sum(c.no_target), 0) as bigint) as no_target,
        cast(coalesce(sum(c.not_reported), 0) as bigint) as not_reported,
        cast(coalesce(sum(c.fragile), 0) as bigint) as fragile,
        cast(coalesce(sum(c.close_count), 0) as bigint) as close_count,
        cast(coalesce(sum(c.turn_count), 0) as bigint) as turn_count,
        sum(c.weighted) as weighted,
        sum(c.weight) as weight,
        coalesce(bool_or(c.is_estimate), false) as is_estimate
    from work.unit_place as p
    inner join work.unit_period as n on n.unit_code = p.unit_code and n.year = p.year and n.quarter = p.quarter
    cross join field as f
    cross join work.level_word as l
    left join counted as c
        on c.unit_code = p.unit_code and c.field_code = f.field_code and c.year = p.year and c.quarter = p.quarter
        and c.level = l.level
    group by p.province_code, p.scope, p.place_code, f.field_code, p.year, p.quarter, l.level
)
select
    province_code, scope, place_code, field_code, year, quarter, level,
    units_expected, units_reported, targets_judged, met_or_exceeded, exceeded, met, on_track, behind, missed,
    not_applicable, no_target, not_reported, fragile, close_count, turn_count,
    case when targets_judged > 0 then 100.0 * cast(met_or_exceeded as double) / cast(targets_judged as double) end as share_met,
    case when weight > 0 then cast(weighted as double) / cast(weight as double) end as mean_attainment,
    is_estimate
from summed
