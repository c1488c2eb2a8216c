-- Các đơn vị cạnh nhau trong quý, theo cấp đặt mức và lĩnh vực (all: mọi lĩnh vực): kết quả, việc cần chú ý, thay đổi, khoảng thứ hạng.
-- grain: unit_code, year, quarter, level, field_code
-- order: year, quarter, province_code, level, field_code, unit_code
with sent as (
    select
        n.unit_code, n.year, n.quarter,
        count(case when s.report_status = 'late' then 1 end) as reports_late,
        count(case when s.refused_count > 0 then 1 end) as reports_returned,
        count(case when s.is_late_or_returned then 1 end) as reports_late_or_returned
    from work.unit_period as n
    inner join mart.submission_status as s on s.unit_code = n.unit_code and s.year = n.year and s.quarter <= n.quarter
    where s.expected
    group by n.unit_code, n.year, n.quarter
),
stock as (
    select
        unit_code, year, quarter, field_code,
        cast(sum(flows_known) as bigint) as flows_known, cast(sum(flows_growing) as bigint) as flows_growing
    from mart.unit_stock
    group by unit_code, year, quarter, field_code
),
joined as (
    select
        o.province_code, o.place_code as unit_code, o.year, o.quarter, o.level, o.field_code,
        up.cluster, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
        up.is_reported, up.is_complete, up.is_provisional,
        o.targets_judged, o.met_or_exceeded, o.missed, o.behind, o.on_track, o.not_reported, o.close_count, o.share_met, c.mean_attainment,
        a.attention_rank, a.unmet, a.explained, a.unexplained, a.promises, a.promises_overdue, a.promises_this_week, a.promises_kept,
        coalesce(s.reports_late, 0) as reports_late, coalesce(s.reports_returned, 0) as reports_returned,
        coalesce(s.reports_late_or_returned, 0) as reports_late_or_returned,
        coalesce(k.flows_known, 0) as flows_known, coalesce(k.flows_growing, 0) as flows_growing,
        o.compared_met_or_exceeded, o.compared_targets_judged, o.compared_share_met,
        o.previous_met_or_exceeded, o.previous_targets_judged, o.previous_share_met, o.change_share_met, o.comparison_note,
        q.compared_results as quarter_compared_results, q.compared_good as quarter_compared_good, q.previous_good as quarter_previous_good,
        q.share_good as quarter_share_good, q.previous_share_good as quarter_previous_share_good,
        q.change_share_good as quarter_change_share_good, q.change_good as quarter_change_good,
        q.comparison_note as quarter_comparison_note,
        b.rank_low, b.rank_high, b.ranked, o.is_estimate, i.ci_low as share_low, i.ci_high as share_high
    from mart.level_overview as o
    inner join mart.level_scorecard as c
        on c.scope = 'unit' and c.place_code = o.place_code and c.year = o.year and c.quarter = o.quarter and c.level = o.level
        and c.field_code = o.field_code
    inner join work.unit_period as up on up.unit_code = o.place_code and up.year = o.year and up.quarter = o.quarter
    inner join ref.units as u on u.unit_code = o.place_code
    inner join mart.level_quarter as q
        on q.scope = 'unit' and q.place_code = o.place_code and q.year = o.year and q.quarter = o.quarter and q.level = o.level
        and q.field_code = o.field_code
    inner join work.unit_attention as a
        on a.unit_code = o.place_code and a.year = o.year and a.quarter = o.quarter and a.level = o.level and a.field_code = o.field_code
    left join sent as s on s.unit_code = o.place_code and s.year = o.year and s.quarter = o.quarter
    left join stock as k
        on k.unit_code = o.place_code and k.year = o.year and k.quarter = o.quarter and k.field_code = o.field_code
    left join work.rank_band as b
        on b.unit_code = o.place_code and b.year = o.year and b.quarter = o.quarter and b.level = o.level and b.field_code = o.field_code
    left join work.score_interval as i on i.numerator = o.met_or_exceeded and i.denominator = o.targets_judged
    where o.scope = 'unit'
)
select
    province_code, unit_code, year, quarter, level, field_code, cluster, unit_name, unit_short_name,
    is_reported, is_complete, is_provisional, attention_rank, targets_judged, met_or_exceeded, share_met,
    share_low, share_high, mean_attainment, on_track, behind, missed, not_reported, close_count,
    unmet, explained, unexplained, promises, promises_overdue, promises_this_week, promises_kept,
    reports_late, reports_returned, reports_late_or_returned, flows_known, flows_growing,
    compared_met_or_exceeded, compared_targets_judged, compared_share_met,
    previous_met_or_exceeded, previous_targets_judged, previous_share_met, change_share_met, comparison_note,
    quarter_compared_results, quarter_compared_good, quarter_previous_good, quarter_share_good, quarter_previous_share_good,
    quarter_change_share_good, quarter_change_good, quarter_comparison_note,
    rank_low, rank_high, ranked, is_estimate
from joined
