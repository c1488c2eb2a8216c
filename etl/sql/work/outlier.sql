-- Số liệu khác hẳn các số của chính đơn vị trong hai mươi quý trước đó.
-- grain: unit_code, data_element_code, year, quarter
-- today: same
-- looks back: 5 years
--
-- Modified z-score (Iglewicz and Hoaglin): 0.6745 × (x − median) ÷ MAD over the unit's own earlier quarters. Small counts
-- scatter by chance alone, as Poisson counts do: the MAD is not taken for less than that, nor for nothing when all agree.
with ranged as (
    select
        unit_code, data_element_code, year, quarter, period_no, cast(value as decimal(20, 4)) as value, file_no, file, sheet, cell,
        count(*) over earlier as quarters,
        avg(cast(value as double)) over earlier as mean,
        stddev_pop(cast(value as double)) over earlier as deviation
    from work.figure
    window earlier as (
        partition by unit_code, data_element_code order by period_no range between 20 preceding and 1 preceding
    )
),
-- A median is never further from the mean than one standard deviation: what this leaves out cannot be unusual.
doubtful as (
    select *, row_number() over (order by unit_code, data_element_code, period_no) as doubt_no
    from ranged
    where quarters >= 4 and abs(cast(value as double) - mean) + deviation > 3.4 * sqrt(greatest(mean - deviation, 1))
),
past as (
    select d.doubt_no, d.quarters, p.value, row_number() over (partition by d.doubt_no order by p.value) as place
    from doubtful as d
    inner join ranged as p
        on p.unit_code = d.unit_code and p.data_element_code = d.data_element_code
        and p.period_no between d.period_no - 20 and d.period_no - 1
),
-- The middle value, or the two in the middle: their sum is twice the median, exactly.
middle as (
    select doubt_no, min(value) + max(value) as twice_middle
    from past
    where 2 * place between quarters and quarters + 2
    group by doubt_no
),
distance as (
    select
        p.doubt_no, p.quarters, m.twice_middle, abs(2 * p.value - m.twice_middle) as twice_distance,
        row_number() over (partition by p.doubt_no order by abs(2 * p.value - m.twice_middle)) as place
    from past as p
    inner join middle as m on m.doubt_no = p.doubt_no
),
spread as (
    select
        doubt_no, cast(twice_middle as double) / 2 as middle, cast(twice_middle * 0.5 as decimal(20, 1)) as usual,
        cast(min(twice_distance) + max(twice_distance) as double) / 4 as spread
    from distance
    where 2 * place between quarters and quarters + 2
    group by doubt_no, twice_middle
)
select
    d.file_no, d.file, d.unit_code, d.data_element_code, d.year, d.quarter, d.sheet, d.cell, d.quarters,
    cast(d.value as decimal(28, 10)) as stated, cast(s.usual as decimal(28, 10)) as usual
from doubtful as d
inner join spread as s on s.doubt_no = d.doubt_no
where abs(0.6745 * (cast(d.value as double) - s.middle)) > 3.5 * greatest(s.spread, 0.6745 * sqrt(greatest(s.middle, 1)))
