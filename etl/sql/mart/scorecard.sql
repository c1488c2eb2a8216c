-- Bảng điểm của đơn vị trong quý: số chỉ tiêu ở mỗi mức đánh giá, tỷ lệ đạt, mức đạt bình quân, thứ hạng.
-- grain: unit_code, year, quarter
with counted as (
    select
        a.unit_code, a.year, a.quarter,
        sum(case when s.is_judged then 1 else 0 end) as targets_judged,
        sum(case when s.is_met then 1 else 0 end) as targets_met,
        sum(case a.status when 'exceeded' then 1 else 0 end) as exceeded,
        sum(case a.status when 'met' then 1 else 0 end) as met,
        sum(case a.status when 'on_track' then 1 else 0 end) as on_track,
        sum(case a.status when 'behind' then 1 else 0 end) as behind,
        sum(case a.status when 'missed' then 1 else 0 end) as missed,
        sum(case a.status when 'not_applicable' then 1 else 0 end) as not_applicable,
        sum(case a.status when 'no_target' then 1 else 0 end) as no_target,
        sum(case a.status when 'not_reported' then 1 else 0 end) as not_reported,
        sum(case when s.is_judged and a.is_fragile then 1 else 0 end) as fragile,
        -- Decimal sums do not depend on the order of their rows.
        sum(case when s.is_judged then
            cast(a.weight as decimal(19, 4)) * cast(greatest(0, least(a.attainment, 100)) as decimal(16, 12))
        end) as weighted,
        sum(case when s.is_judged then a.weight end) as weight,
        bool_or(s.is_judged and a.is_estimate) as is_estimate
    from mart.attainment as a
    inner join ref.statuses as s on s.status = a.status
    group by a.unit_code, a.year, a.quarter
),
scored as (
    select
        up.unit_code, up.year, up.quarter, up.province_code, up.cluster, up.is_reported, up.is_complete, up.is_provisional,
        cast(coalesce(c.targets_judged, 0) as bigint) as targets_judged,
        cast(coalesce(c.targets_met, 0) as bigint) as targets_met,
        cast(coalesce(c.exceeded, 0) as bigint) as exceeded,
        cast(coalesce(c.met, 0) as bigint) as met,
        cast(coalesce(c.on_track, 0) as bigint) as on_track,
        cast(coalesce(c.behind, 0) as bigint) as behind,
        cast(coalesce(c.missed, 0) as bigint) as missed,
        cast(coalesce(c.not_applicable, 0) as bigint) as not_applicable,
        cast(coalesce(c.no_target, 0) as bigint) as no_target,
        cast(coalesce(c.not_reported, 0) as bigint) as not_reported,
        cast(coalesce(c.fragile, 0) as bigint) as fragile,
        case when c.targets_judged > 0 then 100.0 * cast(c.targets_met as double) / cast(c.targets_judged as double) end
            as share_met,
        case when c.weight > 0 then cast(c.weighted as double) / cast(c.weight as double) end as mean_attainment,
        coalesce(c.is_estimate, false) as is_estimate
    from work.unit_period as up
    left join counted as c on c.unit_code = up.unit_code and c.year = up.year and c.quarter = up.quarter
)
select
    s.unit_code, s.year, s.quarter, s.province_code, s.cluster,
    u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    s.is_reported, s.is_complete, s.is_provisional,
    s.targets_judged, s.targets_met, s.exceeded, s.met, s.on_track, s.behind, s.missed, s.not_applicable, s.no_target,
    s.not_reported, s.fragile, s.share_met, s.mean_attainment,
    -- Means that are equal as fractions differ in their last digits: ranks look at six decimals.
    case when s.share_met is not null then rank() over (
        partition by s.province_code, s.year, s.quarter
        order by s.share_met desc nulls last, cast(s.mean_attainment as decimal(32, 6)) desc nulls last
    ) end as rank_in_province,
    case when s.share_met is not null then rank() over (
        partition by s.province_code, s.cluster, s.year, s.quarter
        order by s.share_met desc nulls last, cast(s.mean_attainment as decimal(32, 6)) desc nulls last
    ) end as rank_in_cluster,
    s.is_estimate
from scored as s
inner join ref.units as u on u.unit_code = s.unit_code
