-- Bảng điểm của đơn vị trong quý: số chỉ tiêu ở mỗi mức đánh giá, tỷ lệ đạt, mức đạt bình quân, thứ hạng.
-- grain: unit_code, year, quarter
select
    up.unit_code, up.year, up.quarter, up.province_code, up.cluster,
    u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    up.is_reported, up.is_complete, up.is_provisional,
    s.targets_judged, s.met_or_exceeded, s.exceeded, s.met, s.on_track, s.behind, s.missed, s.not_applicable, s.no_target,
    s.not_reported, s.fragile, s.close_count, s.turn_count, s.share_met, s.mean_attainment,
    -- Means that are equal as fractions differ in their last digits: ranks look at eleven decimals.
    case when s.share_met is not null then rank() over (
        partition by up.province_code, up.year, up.quarter
        order by s.share_met desc nulls last, cast(s.mean_attainment as decimal(32, 11)) desc nulls last
    ) end as rank_in_province,
    case when s.share_met is not null then rank() over (
        partition by up.province_code, up.cluster, up.year, up.quarter
        order by s.share_met desc nulls last, cast(s.mean_attainment as decimal(32, 11)) desc nulls last
    ) end as rank_in_cluster,
    count(s.share_met) over (partition by up.province_code, up.year, up.quarter) as ranked_in_province,
    count(s.share_met) over (partition by up.province_code, up.cluster, up.year, up.quarter) as ranked_in_cluster,
    a.unmet, a.attention_rank, s.is_estimate
from work.unit_period as up
inner join mart.level_scorecard as s
    on s.scope = 'unit' and s.level = 'headline' and s.field_code = 'all'
    and s.place_code = up.unit_code and s.year = up.year and s.quarter = up.quarter
inner join work.unit_attention as a
    on a.unit_code = up.unit_code and a.year = up.year and a.quarter = up.quarter and a.level = s.level and a.field_code = s.field_code
inner join ref.units as u on u.unit_code = up.unit_code
