-- Tử số và mẫu số của cùng quý năm trước: của từng đơn vị, và cộng các đơn vị của tỉnh đã báo cáo.
-- grain: scope, place_code, indicator_code, year, quarter
-- looks back: 1 year
with known as (
    select u.province_code, m.indicator_code, m.year, m.quarter, m.numerator, m.denominator
    from work.measure as m
    inner join work.unit_period as up on up.unit_code = m.unit_code and up.year = m.year and up.quarter = m.quarter
    inner join ref.units as u on u.unit_code = m.unit_code
    inner join ref.indicators as i on i.indicator_code = m.indicator_code
    where m.numerator is not null and (i.kind = 'count' or m.denominator is not null)
)
select 'unit' as scope, unit_code as place_code, indicator_code, year + 1 as year, quarter, numerator, denominator
from work.measure
union all
select
    'province', province_code, indicator_code, year + 1, quarter,
    cast(sum(numerator) as decimal(24, 4)), cast(sum(denominator) as decimal(24, 4))
from known
group by province_code, indicator_code, year, quarter
