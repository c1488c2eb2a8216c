-- Nói bao nhiêu thì thành bấy nhiêu không: những lần đã nói trước, gộp theo khả năng đã nói (làm tròn đến 10%), trong các năm đã hết.
-- grain: scope, province_code, said
-- made: whole
select
    c.scope, c.province_code, c.said, c.cases, c.came_true, 100.0 * cast(c.came_true as double) / cast(c.cases as double) as came_true_share,
    -- A tenth of few cases is told beside them on a page, and of itself on no slide.
    c.cases >= 10 as is_of_many, c.mean_chance, i.ci_low, i.ci_high, c.brier, c.brier_by_pace, c.brier_by_province
from work.calibration as c
inner join work.score_interval as i on i.numerator = c.came_true and i.denominator = c.cases
