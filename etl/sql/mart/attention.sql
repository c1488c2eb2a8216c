-- Việc cần chỉ đạo trong quý: chỉ tiêu không đạt hoặc chậm tiến độ, việc còn thay đổi được xếp trước, kèm giải trình và hẹn khắc phục.
-- grain: unit_code, indicator_code, year, quarter
-- order: year, quarter, province_code, unit_code, indicator_code
select
    unit_code, indicator_code, year, quarter, province_code, attention_rank,
    unit_name, unit_short_name, field_code, field_name, indicator_name, indicator_short_name, is_focus,
    measure, direction, numerator, denominator, value, value_places, target, expected, status, attainment, margin, needed,
    is_fragile, is_close, is_estimate, is_provisional, decimals, unit_of_measure, reason,
    prospect, outlook, outlook_name, shown_chance, pace, cause, remedy, responsible, promised_on,
    is_explained
from mart.level_attention
where level = 'headline'
