-- Các con số cũ và mới của mỗi số liệu, mỗi đánh giá đã đổi.
-- grain: kind, change_no, item
-- Rates are written with the digits of their targets at least, and so that one sees which side each stands on, and that they differ.
with apart as (
    select change_no, cast(abs(old_margin) as decimal(36, 12)) as gap from diff.status where old_measure = 'rate' and old_margin is not null
    union
    select change_no, cast(abs(new_margin) as decimal(36, 12)) from diff.status where new_measure = 'rate' and new_margin is not null
    union
    select change_no, cast(abs(new_value - old_value) as decimal(36, 12))
    from diff.status
    where old_measure = 'rate' and new_measure = 'rate' and old_value is not null and new_value is not null
),
shown as (
    select
        s.change_no,
        greatest(max(s.decimals), coalesce(max(v.places), 0), max(case
            when mod(coalesce(s.old_target, 0), 1) = 0 and mod(coalesce(s.new_target, 0), 1) = 0 then 0
            when mod(coalesce(s.old_target, 0), 0.1) = 0 and mod(coalesce(s.new_target, 0), 0.1) = 0 then 1
            when mod(coalesce(s.old_target, 0), 0.01) = 0 and mod(coalesce(s.new_target, 0), 0.01) = 0 then 2
            else 4
        end)) as places
    from diff.status as s
    left join apart as a on a.change_no = s.change_no and a.gap >= 0.0000000001
    left join diff.visible as v on a.gap > v.above and a.gap <= v.up_to
    group by s.change_no
)
select 'figure' as kind, change_no, 'old_value' as item, cast(old_value as decimal(28, 10)) as amount, 4 as places, true as is_trimmed
from diff.figure
union all
select 'figure', change_no, 'new_value', new_value, 4, true from diff.figure
union all
select 'status', s.change_no, 'old_value', cast(s.old_value as decimal(28, 10)), case s.old_measure when 'rate' then w.places else 0 end, false
from diff.status as s
inner join shown as w on w.change_no = s.change_no
union all
select 'status', s.change_no, 'new_value', cast(s.new_value as decimal(28, 10)), case s.new_measure when 'rate' then w.places else 0 end, false
from diff.status as s
inner join shown as w on w.change_no = s.change_no
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
