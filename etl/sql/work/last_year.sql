-- Kết quả của cùng quý năm trước, của từng đơn vị và của tỉnh.
-- grain: scope, place_code, indicator_code, year, quarter
-- looks back: 1 year
with own as (
    select
        j.scope, j.place_code, j.indicator_code, j.year + 1 as year, j.quarter, j.measure,
        j.counted_numerator as numerator, j.counted_denominator as denominator, j.value,
        u.is_complete, p.units_closed
    from work.judgement as j
    left join work.unit_level as u
        on u.unit_code = case when j.scope = 'unit' then j.place_code end and u.indicator_code = j.indicator_code and u.year = j.year
        and u.quarter = j.quarter and u.is_headline
    left join work.province_level as p
        on p.province_code = case when j.scope = 'province' then j.place_code end and p.indicator_code = j.indicator_code and p.year = j.year
        and p.quarter = j.quarter
    where j.is_headline and j.is_known
)
-- Under the code it had then, where the sector's list changed between the two years and it is still counted alike.
select o.*
from own as o
left join (select distinct new_code, year, quarter from work.code_change) as c
    on c.new_code = o.indicator_code and c.year = o.year and c.quarter = o.quarter
where c.new_code is null
union all
select
    o.scope, o.place_code, c.new_code, o.year, o.quarter, o.measure, o.numerator, o.denominator, o.value, o.is_complete, o.units_closed
from own as o
inner join work.code_change as c on c.old_code = o.indicator_code and c.year = o.year and c.quarter = o.quarter and c.is_comparable
    and c.was_in_force
