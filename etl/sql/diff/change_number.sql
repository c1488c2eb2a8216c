-- Các con số cũ và mới của mỗi số liệu, mỗi đánh giá đã đổi.
-- grain: kind, change_no, item
select 'figure' as kind, change_no, 'old_value' as item, cast(old_value as decimal(28, 10)) as amount, 4 as places, true as is_trimmed
from diff.figure
union all
select 'figure', change_no, 'new_value', new_value, 4, true from diff.figure
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
