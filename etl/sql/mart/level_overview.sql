-- Bảng điểm của từng đơn vị, cụm và tỉnh, theo từng cấp đặt mức và lĩnh vực (all: mọi lĩnh vực), kèm cùng quý năm trước.
-- grain: province_code, scope, place_code, field_code, year, quarter, level
-- looks back: 1 year
select
    q.province_code, q.scope, q.place_code, q.field_code, q.year, q.quarter, q.level,
    q.targets_judged, q.met_or_exceeded, q.exceeded, q.met, q.on_track, q.behind, q.missed, q.not_applicable, q.no_target,
    q.not_reported, q.fragile,
    case when q.targets_judged > 0 then 100.0 * cast(q.met_or_exceeded as double) / cast(q.targets_judged as double) end
        as share_met,
    case when b.targets_judged > 0 then 100.0 * cast(b.met_or_exceeded as double) / cast(b.targets_judged as double) end
        as previous_share_met,
    case when q.targets_judged > 0 and b.targets_judged > 0 then
        100.0 * cast(q.met_or_exceeded * b.targets_judged - b.met_or_exceeded * q.targets_judged as double)
        / cast(q.targets_judged * b.targets_judged as double)
    end as change_share_met,
    b.targets_judged as previous_targets_judged,
    b.met_or_exceeded as previous_met_or_exceeded,
    b.exceeded as previous_exceeded,
    b.met as previous_met,
    b.on_track as previous_on_track,
    b.behind as previous_behind,
    b.missed as previous_missed,
    b.not_applicable as previous_not_applicable,
    b.no_target as previous_no_target,
    b.not_reported as previous_not_reported,
    q.targets_judged - b.targets_judged as change_targets_judged,
    q.met_or_exceeded - b.met_or_exceeded as change_met_or_exceeded,
    q.exceeded - b.exceeded as change_exceeded,
    q.met - b.met as change_met,
    q.on_track - b.on_track as change_on_track,
    q.behind - b.behind as change_behind,
    q.missed - b.missed as change_missed,
    q.not_applicable - b.not_applicable as change_not_applicable,
    q.no_target - b.no_target as change_no_target,
    q.not_reported - b.not_reported as change_not_reported,
    q.is_estimate
from mart.level_scorecard as q
left join mart.level_scorecard as b
    on b.province_code = q.province_code and b.scope = q.scope and b.place_code = q.place_code and b.field_code = q.field_code
    and b.year = q.year - 1 and b.quarter = q.quarter and b.level = q.level
