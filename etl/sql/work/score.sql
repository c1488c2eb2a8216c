-- Mỗi cặp số chỉ tiêu đạt trên số được đánh giá của đơn vị, và số lần thành trên số lần đã nói.
-- grain: numerator, denominator
select met_or_exceeded as numerator, targets_judged as denominator
from mart.level_overview
where scope = 'unit' and targets_judged > 0
union
select came_true, cases
from work.calibration
