-- Mức cũ và mức mới của mỗi thay đổi, viết như trong kế hoạch: "95% (quy mô từ 100 trở lên), hạn 30/06/2022".
-- grain: change_no
select
    a.change_no,
    max(case a.side when 'old' then t.asked_in_full end) as old_text,
    max(case a.side when 'new' then t.asked_in_full end) as new_text
from diff.asked as a
inner join diff.asked_text as t on t.asked_no = a.asked_no
group by a.change_no
