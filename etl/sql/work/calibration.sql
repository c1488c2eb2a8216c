-- Những lần đã nói trước một khả năng, gộp theo khả năng đã nói (làm tròn đến 10%): bao nhiêu lần, bao nhiêu lần thành.
-- grain: scope, province_code, said
with told as (
    select *, cast(floor(chance * 10 + 0.5) * 10 as integer) as said,
        (chance - came_true) * (chance - came_true) as miss,
        (chance_by_pace - came_true) * (chance_by_pace - came_true) as miss_by_pace,
        (chance_by_province - came_true) * (chance_by_province - came_true) as miss_by_province
    from mart.outlook_trial
)
select
    scope, province_code, said, count(*) as cases, cast(sum(came_true) as bigint) as came_true,
    cast(sum(chance) as double) / count(*) as mean_chance,
    cast(sum(miss) as double) / count(*) as brier, cast(sum(miss_by_pace) as double) / count(*) as brier_by_pace,
    cast(sum(miss_by_province) as double) / count(*) as brier_by_province
from told
group by scope, province_code, said
