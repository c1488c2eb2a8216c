-- Đánh giá kết quả theo từng cấp đặt mức chỉ tiêu: ngành, giao, đăng ký.
-- grain: unit_code, indicator_code, year, quarter, level
with leveled as (
    select * from work.judgement where scope = 'unit' and level <> 'none'
),
assigned as (
    select place_code, indicator_code, year, quarter, 'registered' as level, target, measure from leveled where level = 'assigned'
)
select
    l.place_code as unit_code, l.indicator_code, l.year, l.quarter, l.level, l.is_headline, l.plan_code,
    l.measure, l.numerator, l.denominator, l.value, l.target, l.expected, l.status, l.attainment, l.margin, l.needed, l.due_on,
    case
        when l.level <> 'registered' then null
        when l.plan_code is null then 'inherited'
        when a.place_code is null then 'additional'
        when a.measure <> l.measure or l.target is null or a.target is null then null
        when l.target = a.target then 'same'
        when (l.direction = 'at_least') = (l.target > a.target) then 'raised'
        else 'lowered'
    end as stance
from leveled as l
left join assigned as a
    on a.place_code = l.place_code and a.indicator_code = l.indicator_code
    and a.year = l.year and a.quarter = l.quarter and a.level = l.level
