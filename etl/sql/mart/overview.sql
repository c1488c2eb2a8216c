-- Con số chung của toàn tỉnh trong quý, kèm cùng quý năm trước.
-- grain: province_code, year, quarter
-- looks back: 1 year
with reported as (
    select
        province_code, year, quarter,
        count(*) as units_expected,
        count(case when is_reported then 1 end) as units_reported,
        count(case when is_provisional then 1 end) as units_provisional,
        min(case when is_reported then period_to end) as earliest_period_to,
        max(case when is_reported then period_to end) as period_to
    from work.unit_period
    group by province_code, year, quarter
)
select
    r.province_code, r.year, r.quarter, p.name as province_name,
    r.units_expected, r.units_reported, r.units_provisional,
    r.units_reported = r.units_expected as is_complete,
    r.units_provisional > 0 as is_provisional,
    r.earliest_period_to, r.period_to,
    l.targets_judged, l.met_or_exceeded, l.exceeded, l.met, l.on_track,
    l.behind, l.missed, l.not_applicable, l.no_target, l.not_reported,
    l.fragile, l.close_count,
    l.share_met, l.previous_share_met, l.change_share_met,
    b.units_reported as previous_units_reported,
    l.compared_results, l.compared_units, l.compared_indicators, l.comparison_note,
    l.previous_targets_judged,
    l.previous_met_or_exceeded,
    l.previous_exceeded,
    l.previous_met,
    l.previous_on_track,
    l.previous_behind,
    l.previous_missed,
    l.previous_not_applicable,
    l.change_met_or_exceeded,
    l.change_exceeded,
    l.change_met,
    l.change_on_track,
    l.change_behind,
    l.change_missed,
    l.change_not_applicable,
    l.is_estimate
from reported as r
inner join mart.level_overview as l
    on l.province_code = r.province_code and l.year = r.year and l.quarter = r.quarter and l.level = 'headline'
    and l.scope = 'province' and l.field_code = 'all'
left join reported as b on b.province_code = r.province_code and b.year = r.year - 1 and b.quarter = r.quarter
left join ref.provinces as p on p.province_code = r.province_code
