-- Đánh giá của từng đơn vị, chỉ tiêu, quý theo từng cấp đặt mức, cả cấp xét chính (headline).
-- grain: unit_code, indicator_code, year, quarter, level
select
    unit_code, indicator_code, year, quarter, 'headline' as level, target_level, measure, numerator, denominator, value, value_places,
    target, expected, status, attainment, margin, needed, is_fragile, is_close, may_turn, is_estimate
from mart.attainment
union all
-- An office that registered nothing of its own is not counted at that level.
select
    unit_code, indicator_code, year, quarter, level, level, measure, numerator, denominator, value, value_places,
    target, expected, status, attainment, margin, needed, is_fragile, is_close, may_turn, is_estimate
from mart.target_status
where plan_code is not null
