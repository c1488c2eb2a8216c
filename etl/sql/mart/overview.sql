-- Con số chung của toàn tỉnh trong quý, kèm cùng quý năm trước.
-- grain: province_code, year, quarter
with province_quarter as (
    select
        s.province_code, s.year, s.quarter,
        count(*) as units_expected,
        cast(sum(case when s.is_reported then 1 else 0 end) as bigint) as units_reported,
        cast(sum(case when s.is_provisional then 1 else 0 end) as bigint) as units_provisional,
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
        cast(sum(s.fragile) as bigint) as fragile
    from mart.scorecard as s
    group by s.province_code, s.year, s.quarter
),
reported_to as (
    select province_code, year, quarter, min(period_to) as period_from, max(period_to) as period_to
    from work.unit_period
    where is_reported
    group by province_code, year, quarter
)
select
    q.province_code, q.year, q.quarter,
    q.units_expected, q.units_reported, q.units_provisional,
    q.units_reported = q.units_expected as is_complete,
    q.units_provisional > 0 as is_provisional,
    r.period_from as earliest_period_to, r.period_to,
    q.targets_judged, q.targets_good, q.exceeded, q.met, q.on_track,
    q.behind, q.missed, q.not_applicable, q.no_target, q.not_reported,
    q.fragile,
    case when q.targets_judged > 0 then 100.0 * cast(q.targets_good as double) / cast(q.targets_judged as double) end
        as share_met,
    case when b.targets_judged > 0 then 100.0 * cast(b.targets_good as double) / cast(b.targets_judged as double) end
        as previous_share_met,
    case when q.targets_judged > 0 and b.targets_judged > 0 then
        100.0 * cast(q.targets_good * b.targets_judged - b.targets_good * q.targets_judged as double)
        / cast(q.targets_judged * b.targets_judged as double)
    end as change_share_met,
    b.units_reported as previous_units_reported,
    b.targets_judged as previous_targets_judged,
    b.targets_good as previous_targets_good,
    b.exceeded as previous_exceeded,
    b.met as previous_met,
    b.on_track as previous_on_track,
    b.behind as previous_behind,
    b.missed as previous_missed,
    b.not_applicable as previous_not_applicable,
    b.no_target as previous_no_target,
    b.not_reported as previous_not_reported,
    q.targets_judged - b.targets_judged as change_targets_judged,
    q.targets_good - b.targets_good as change_targets_good,
    q.exceeded - b.exceeded as change_exceeded,
    q.met - b.met as change_met,
    q.on_track - b.on_track as change_on_track,
    q.behind - b.behind as change_behind,
    q.missed - b.missed as change_missed,
    q.not_applicable - b.not_applicable as change_not_applicable,
    q.no_target - b.no_target as change_no_target,
    q.not_reported - b.not_reported as change_not_reported
from province_quarter as q
left join reported_to as r on r.province_code = q.province_code and r.year = q.year and r.quarter = q.quarter
left join province_quarter as b on b.province_code = q.province_code and b.year = q.year - 1 and b.quarter = q.quarter
