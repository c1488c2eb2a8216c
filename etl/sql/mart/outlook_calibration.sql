-- Nói bao nhiêu thì thành bấy nhiêu không: những lần đã nói trước, gộp theo khả năng đã nói (làm tròn đến 10%), trong các năm đã hết.
-- grain: scope, province_code, said
-- made: whole
with told as (
    select *, cast(floor(chance * 10 + 0.5) * 10 as integer) as said,
        (chance - came_true) * (chance - came_true) as miss,
        (chance_by_pace - came_true) * (chance_by_pace - came_true) as miss_by_pace,
        (chance_by_province - came_true) * (chance_by_province - came_true) as miss_by_province
    from mart.outlook_trial
),
counted as (
    select
        scope, province_code, said, count(*) as cases, cast(sum(came_true) as bigint) as came_true,
        cast(sum(chance) as double) / count(*) as mean_chance,
        cast(sum(miss) as double) / count(*) as brier, cast(sum(miss_by_pace) as double) / count(*) as brier_by_pace,
        cast(sum(miss_by_province) as double) / count(*) as brier_by_province
    from told
    group by scope, province_code, said
),
share as (
    select *, cast(came_true as double) / cast(cases as double) as p, cast(cases as double) as n, 1.959964 as z from counted
)
select
    scope, province_code, said, cases, came_true, 100.0 * cast(came_true as double) / cast(cases as double) as came_true_share, mean_chance,
    case when came_true = 0 then 0.0
        else 100 * ((p + z * z / (2 * n)) / (1 + z * z / n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n))
    end as ci_low,
    case when came_true = cases then 100.0
        else 100 * ((p + z * z / (2 * n)) / (1 + z * z / n) + z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n))
    end as ci_high,
    brier, brier_by_pace, brier_by_province
from share
