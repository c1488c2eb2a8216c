-- Mức đơn vị hiện nay đăng ký so với mức tỉnh giao cho chính nó: như khi nó đăng ký; quý trước khi nó thành lập thì theo so sánh của cả năm.
-- grain: unit_code, indicator_code, year, quarter
-- What it is held to here is the sum of what its predecessors were asked; its own word was given to its own target.
with named as (
    select distinct unit_code, indicator_code, year, quarter
    from carried.named_target
    where level = 'registered'
)
select
    n.unit_code, n.indicator_code, n.year, n.quarter, case when s.unit_code is null then p.stance else s.stance end as stance
from named as n
left join work.stance as s
    on s.unit_code = n.unit_code and s.indicator_code = n.indicator_code and s.year = n.year and s.quarter = n.quarter
left join mart.plan_stance as p
    on p.unit_code = n.unit_code and p.indicator_code = n.indicator_code and p.year = n.year
