-- Các con số cũ và mới của mỗi thay đổi, viết thành chữ.
-- grain: kind, change_no
select
    s.kind, s.change_no,
    max(case s.item when 'old_value' then t.text end) as old_value,
    max(case s.item when 'new_value' then t.text end) as new_value,
    max(case s.item when 'old_numerator' then t.text end) as old_numerator,
    max(case s.item when 'new_numerator' then t.text end) as new_numerator,
    max(case s.item when 'old_denominator' then t.text end) as old_denominator,
    max(case s.item when 'new_denominator' then t.text end) as new_denominator,
    max(case s.item when 'old_target' then t.text end) as old_target,
    max(case s.item when 'new_target' then t.text end) as new_target
from diff.change_number as s
left join diff.number_text as t on t.amount = s.amount and t.places = s.places and t.is_trimmed = s.is_trimmed
group by s.kind, s.change_no
