-- Chỉ tiêu mà danh mục của ngành đã đổi mã trong một năm qua: cùng quý năm trước đặt bên cạnh mã nào, hoặc vì sao không so.
-- grain: indicator_code, year, quarter
-- Every break between the code of now and those before it, the newest first.
with break as (
    select
        c.new_code, c.year, c.quarter, s.reason,
        row_number() over (partition by c.new_code, c.year, c.quarter order by s.effective_on desc, s.old_code) as place
    from work.code_change as c
    inner join mart.indicator_series as s on s.old_code = c.old_code and not s.is_comparable
    left join work.code_change as n
        on n.old_code = s.new_code and n.new_code = c.new_code and n.year = c.year and n.quarter = c.quarter
    where s.new_code = c.new_code or n.old_code is not null
)
select
    c.new_code as indicator_code, c.year, c.quarter, case when c.is_comparable then c.old_code end as before_code, b.reason
from work.code_change as c
left join break as b on b.new_code = c.new_code and b.year = c.year and b.quarter = c.quarter and b.place = 1
where c.was_in_force
