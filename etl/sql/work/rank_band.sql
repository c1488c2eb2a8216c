-- Đơn vị có thể đứng từ thứ mấy đến thứ mấy theo tỷ lệ đạt, trong các đơn vị có chỉ tiêu được đánh giá.
-- grain: unit_code, year, quarter, level, field_code
-- through: rank_bands
--
-- These rows go in; `etl/ranking` works out what comes out: rank_low, rank_high, ranked.
select
    province_code, level, field_code, year, quarter, place_code as unit_code, met_or_exceeded as met, targets_judged as judged
from mart.level_scorecard
where scope = 'unit' and targets_judged > 0
