-- Mã chỉ tiêu đổi giữa cùng quý năm trước và quý này: năm trước còn là mã cũ, dù mã mới tính ngược về trước cũng ra số.
-- grain: old_code, new_code, year, quarter
-- looks back: 1 year
select c.old_code, c.new_code, c.is_comparable, p.year, p.quarter
from ref.indicator_changes as c
inner join ref.periods as p on p.ends_on >= c.effective_on
inner join ref.periods as b on b.year = p.year - 1 and b.quarter = p.quarter and b.ends_on < c.effective_on
