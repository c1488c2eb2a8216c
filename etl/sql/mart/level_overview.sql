-- Bảng điểm của từng đơn vị, cụm và tỉnh, theo từng cấp đặt mức và lĩnh vực (all: mọi lĩnh vực), kèm cùng quý năm trước. Chỉ so những kết quả cùng đơn vị, cùng chỉ tiêu, được đánh giá và đủ số liệu ở cả hai kỳ dài bằng nhau.
-- grain: province_code, scope, place_code, field_code, year, quarter, level
select
    q.province_code, q.scope, q.place_code, q.field_code, q.year, q.quarter, q.level,
    q.targets_judged, q.met_or_exceeded, q.exceeded, q.met, q.on_track, q.behind, q.missed, q.not_applicable, q.no_target,
    q.not_reported, q.fragile, q.close_count, q.turn_count, q.units_expected, q.units_reported,
    q.units_expected - q.units_reported as units_silent,
    case when q.targets_judged > 0 then 100.0 * cast(q.met_or_exceeded as double) / cast(q.targets_judged as double) end
        as share_met,
    c.results as compared_results, c.units as compared_units, c.indicators as compared_indicators,
    case
        when c.results > 0 then
            'So trên ' || c.results || ' kết quả của ' || c.units || ' đơn vị, ' || c.indicators
            || ' chỉ tiêu được đánh giá và đủ số liệu ở cả hai kỳ.' || coalesce(' ' || y.other_months, '')
        when y.obstacle is not null then y.obstacle
        when q.scope = 'unit' and o.obstacle is not null then o.obstacle
        when q.scope = 'unit' then 'Không so sánh: không có chỉ tiêu nào được đánh giá và đủ số liệu ở cả hai kỳ.'
        else 'Không so sánh: không có đơn vị nào hoạt động trọn và đủ báo cáo ở cả hai kỳ với cùng chỉ tiêu.'
    end as comparison_note,
    case when c.previous_targets_judged > 0
        then 100.0 * cast(c.previous_met_or_exceeded as double) / cast(c.previous_targets_judged as double)
    end as previous_share_met,
    case when c.targets_judged > 0 and c.previous_targets_judged > 0 then
        100.0 * cast(c.met_or_exceeded * c.previous_targets_judged - c.previous_met_or_exceeded * c.targets_judged as double)
        / cast(c.targets_judged * c.previous_targets_judged as double)
    end as change_share_met,
    c.targets_judged as compared_targets_judged, c.met_or_exceeded as compared_met_or_exceeded,
    case when c.targets_judged > 0 then 100.0 * cast(c.met_or_exceeded as double) / cast(c.targets_judged as double) end
        as compared_share_met,
    c.previous_targets_judged, c.previous_met_or_exceeded, c.previous_exceeded, c.previous_met, c.previous_on_track,
    c.previous_behind, c.previous_missed, c.previous_not_applicable,
    c.met_or_exceeded - c.previous_met_or_exceeded as change_met_or_exceeded,
    c.exceeded - c.previous_exceeded as change_exceeded,
    c.met - c.previous_met as change_met,
    c.on_track - c.previous_on_track as change_on_track,
    c.behind - c.previous_behind as change_behind,
    c.missed - c.previous_missed as change_missed,
    c.not_applicable - c.previous_not_applicable as change_not_applicable,
    q.is_estimate
from mart.level_scorecard as q
inner join mart.year_before as y on y.year = q.year and y.quarter = q.quarter
left join work.pair_count as c
    on c.province_code = q.province_code and c.scope = q.scope and c.place_code = q.place_code and c.field_code = q.field_code
    and c.year = q.year and c.quarter = q.quarter and c.level = q.level and c.against = 'year'
left join work.comparable as o on o.unit_code = case when q.scope = 'unit' then q.place_code end and o.year = q.year and o.quarter = q.quarter
