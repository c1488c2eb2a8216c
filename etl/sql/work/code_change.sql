-- Mã chỉ tiêu đổi giữa cùng quý năm trước và quý này: năm trước còn là mã cũ, dù mã mới tính ngược về trước cũng ra số.
-- grain: old_code, new_code, year, quarter
-- looks back: 1 year
-- A list that changes twice within the year makes a chain: what stands beside the newest code is the first of it, which alone was
-- in force a year ago, and one break in the chain is a break.
with step as (
    select c.old_code, c.new_code, c.effective_on, c.is_comparable, p.year, p.quarter
    from ref.indicator_changes as c
    inner join ref.periods as p on p.ends_on >= c.effective_on
    inner join ref.periods as b on b.year = p.year - 1 and b.quarter = p.quarter and b.ends_on < c.effective_on
),
second as (
    select a.old_code, b.new_code, b.effective_on, a.is_comparable and b.is_comparable as is_comparable, b.year, b.quarter
    from step as a
    inner join step as b on b.old_code = a.new_code and b.year = a.year and b.quarter = a.quarter and b.effective_on >= a.effective_on
),
third as (
    select a.old_code, b.new_code, b.effective_on, a.is_comparable and b.is_comparable as is_comparable, b.year, b.quarter
    from second as a
    inner join step as b on b.old_code = a.new_code and b.year = a.year and b.quarter = a.quarter and b.effective_on >= a.effective_on
),
chained as (
    select * from step
    union all
    select * from second
    union all
    select * from third
)
select
    c.old_code, c.new_code, bool_or(c.is_comparable) as is_comparable, c.year, c.quarter,
    count(s.new_code) = 0 as was_in_force
from chained as c
left join step as s on s.new_code = c.old_code and s.year = c.year and s.quarter = c.quarter
group by c.old_code, c.new_code, c.year, c.quarter
