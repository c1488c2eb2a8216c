-- Các con số cũ và mới của mỗi thay đổi, viết theo lối Việt (1.234,5), làm tròn nửa lên.
-- grain: kind, change_no
with number as (
    select 'figure' as kind, change_no, 'old_value' as item, cast(old_value as decimal(28, 10)) as amount, 4 as places, true as is_trimmed
    from diff.figure
    union all
    select 'figure', change_no, 'new_value', new_value, 4, true from diff.figure
    union all
    select 'target', change_no, 'old_value', old_value, 4, true from diff.target
    union all
    select 'target', change_no, 'new_value', new_value, 4, true from diff.target
    union all
    select 'target', change_no, 'old_volume_below', old_volume_below, 4, true from diff.target
    union all
    select 'target', change_no, 'new_volume_below', new_volume_below, 4, true from diff.target
    union all
    select 'target', change_no, 'volume_from', volume_from, 4, true from diff.target
    union all
    select 'status', change_no, 'old_value', cast(old_value as decimal(28, 10)), case old_measure when 'rate' then decimals else 0 end, false
    from diff.status
    union all
    select 'status', change_no, 'new_value', cast(new_value as decimal(28, 10)), case new_measure when 'rate' then decimals else 0 end, false
    from diff.status
    union all
    select 'status', change_no, 'old_numerator', old_numerator, 4, true from diff.status
    union all
    select 'status', change_no, 'new_numerator', new_numerator, 4, true from diff.status
    union all
    select 'status', change_no, 'old_denominator', old_denominator, 4, true from diff.status
    union all
    select 'status', change_no, 'new_denominator', new_denominator, 4, true from diff.status
    union all
    select 'status', change_no, 'old_target', old_target, 4, true from diff.status
    union all
    select 'status', change_no, 'new_target', new_target, 4, true from diff.status
),
rounded as (
    select
        kind, change_no, item, places, is_trimmed, amount < 0 as is_negative,
        cast(floor(abs(amount) * cast(power(10, places) as integer) + 0.5) as hugeint) as ticks,
        cast(power(10, places) as bigint) as ticks_per_one
    from number
    where amount is not null
),
digits as (
    select
        *,
        replace(format('{:,}', cast(ticks // ticks_per_one as bigint)), ',', '.') as whole,
        lpad(cast(mod(ticks, ticks_per_one) as varchar), places, '0') as fraction
    from rounded
),
trimmed as (
    select *, case when is_trimmed then rtrim(fraction, '0') when places = 0 then '' else fraction end as shown
    from digits
),
written as (
    select
        kind, change_no, item,
        case when is_negative and ticks > 0 then '−' else '' end || whole || case when shown <> '' then ',' || shown else '' end
            as text
    from trimmed
)
select
    kind, change_no,
    max(case item when 'old_value' then text end) as old_value,
    max(case item when 'new_value' then text end) as new_value,
    max(case item when 'old_numerator' then text end) as old_numerator,
    max(case item when 'new_numerator' then text end) as new_numerator,
    max(case item when 'old_denominator' then text end) as old_denominator,
    max(case item when 'new_denominator' then text end) as new_denominator,
    max(case item when 'old_target' then text end) as old_target,
    max(case item when 'new_target' then text end) as new_target,
    max(case item when 'volume_from' then text end) as volume_from,
    max(case item when 'old_volume_below' then text end) as old_volume_below,
    max(case item when 'new_volume_below' then text end) as new_volume_below
from written
group by kind, change_no
