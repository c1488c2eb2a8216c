-- Mọi dòng cần đánh giá của đơn vị: mỗi cấp có mức một dòng; chỉ tiêu chỉ có số liệu thì một dòng không có mức;
-- chỉ tiêu được giao mà đơn vị không đăng ký thì thêm một dòng đăng ký để trống.
-- grain: unit_code, indicator_code, year, quarter, level
with ordered as (
    select
        l.*,
        row_number() over (
            partition by l.unit_code, l.indicator_code, l.year, l.quarter
            order by case l.level when 'assigned' then 1 when 'national' then 2 else 3 end
        ) = 1 as is_headline
    from work.level_target as l
),
unregistered as (
    select a.*
    from ordered as a
    left join work.level_target as r
        on r.unit_code = a.unit_code and r.indicator_code = a.indicator_code
        and r.year = a.year and r.quarter = a.quarter and r.level = 'registered'
    where a.level = 'assigned' and r.unit_code is null
),
untargeted as (
    select
        m.unit_code, m.indicator_code, m.year, m.quarter, up.period_to, up.year_starts_on, up.year_ends_on, up.ends_on,
        m.numerator, m.denominator, m.quarter_numerator, m.quarter_denominator, i.kind
    from work.measure as m
    inner join work.unit_period as up on up.unit_code = m.unit_code and up.year = m.year and up.quarter = m.quarter
    inner join ref.indicators as i on i.indicator_code = m.indicator_code
    left join ordered as o
        on o.unit_code = m.unit_code and o.indicator_code = m.indicator_code
        and o.year = m.year and o.quarter = m.quarter and o.is_headline
    where o.unit_code is null
)
select
    unit_code, indicator_code, year, quarter, level, plan_code, phasing, due_on, period_to, year_starts_on, ends_on,
    numerator, denominator, quarter_numerator, quarter_denominator, target_value, per, measure, is_headline
from ordered
union all
select
    unit_code, indicator_code, year, quarter, 'registered', null, null, due_on, period_to, year_starts_on, ends_on,
    numerator, denominator, quarter_numerator, quarter_denominator, null, null, measure, false
from unregistered
union all
select
    unit_code, indicator_code, year, quarter, 'none', null, null, year_ends_on, period_to, year_starts_on, ends_on,
    numerator, denominator, quarter_numerator, quarter_denominator, null, null, kind, true
from untargeted
