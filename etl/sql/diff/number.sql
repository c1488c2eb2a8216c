-- Mọi con số cũ và mới mà câu nói về một thay đổi sẽ nói, và số chữ số thập phân.
-- grain: amount, places, is_trimmed
select amount, places, is_trimmed from diff.change_number where amount is not null
union
select value, 4, true from diff.asked where value is not null
union
select volume_from, 4, true from diff.asked where volume_from is not null
union
select volume_below, 4, true from diff.asked where volume_below is not null
