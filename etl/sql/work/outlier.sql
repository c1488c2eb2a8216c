-- Số liệu khác hẳn các số của chính đơn vị trong hai mươi quý trước đó.
-- grain: unit_code, data_element_code, year, quarter
-- today: same
-- looks back: 5 years
--
-- Counts scatter by chance alone: on the scale 2 × √(x + 3/8) Poisson counts of any size have a deviation of 1, and binomial
-- ones less (Anscombe 1948, Biometrika 35). On that scale a figure is unusual when all of this holds:
--   there are at least eight earlier quarters within the last twenty;
--   it lies further from their median than 4 + 8 ÷ quarters deviations: 1.4826 × MAD, and never less than that of chance, 1;
--   it lies as far, by three deviations, from the median of the quarters of the same season, where there are three of them;
--   it lies outside of what was seen before by two deviations of chance and by a quarter (one and a half times as many), the
--   one highest and lowest left aside: a peak that comes every year, or a count that is often none, is nothing new, and one
--   fault that stands does not hide the next;
--   it is more than three times, or less than a third of, the median: a fault in writing is, and growth is not.
-- Figures for a part of a quarter are low without any fault. Doubles serve here: nothing is judged by this, it is a question.
with placed as (
    select
        f.unit_code, f.data_element_code, f.year, f.quarter, f.period_no, f.value, f.file_no, f.file, f.sheet, f.cell,
        extract(month from p.starts_on) as season,
        2 * sqrt(cast(greatest(f.value, 0) as double) + 0.375) as height,
        not up.is_open_throughout or up.is_provisional or not p.is_whole as is_part
    from work.figure as f
    inner join ref.periods as p on p.year = f.year and p.quarter = f.quarter
    inner join work.unit_period as up on up.unit_code = f.unit_code and up.year = f.year and up.quarter = f.quarter
),
ranged as (
    select *, count(*) over earlier as quarters, avg(height) over earlier as mean, stddev_pop(height) over earlier as deviation
    from placed
    window earlier as (
        partition by unit_code, data_element_code order by period_no range between 20 preceding and 1 preceding
    )
),
-- A median is never further from the mean than one standard deviation, and a third of it is 0.4 of its height away from it:
-- what this leaves out cannot be unusual.
doubtful as (
    select *, row_number() over (order by unit_code, data_element_code, period_no) as doubt_no
    from ranged
    where quarters >= 8 and abs(height - mean) + deviation > greatest(4, 0.4 * (mean - deviation))
),
past as (
    select
        d.doubt_no, d.quarters, p.value, p.height, p.season = d.season as is_same_season,
        row_number() over (partition by d.doubt_no order by p.value, p.period_no) as place,
        row_number() over (partition by d.doubt_no, p.season = d.season order by p.value, p.period_no) as season_place,
        count(*) over (partition by d.doubt_no, p.season = d.season) as season_quarters
    from doubtful as d
    inner join ranged as p
        on p.unit_code = d.unit_code and p.data_element_code = d.data_element_code
        and p.period_no between d.period_no - 20 and d.period_no - 1
),
-- The middle value, or the two in the middle: their sum is twice the median, exactly.
middle as (
    select
        doubt_no, quarters,
        min(case when 2 * place between quarters and quarters + 2 then value end)
        + max(case when 2 * place between quarters and quarters + 2 then value end) as twice_median,
        (
            min(case when 2 * place between quarters and quarters + 2 then height end)
            + max(case when 2 * place between quarters and quarters + 2 then height end)
        ) / 2 as middle,
        (
            min(case when is_same_season and 2 * season_place between season_quarters and season_quarters + 2 then height end)
            + max(case when is_same_season and 2 * season_place between season_quarters and season_quarters + 2 then height end)
        ) / 2 as season_middle,
        max(case when is_same_season then season_quarters else 0 end) as season_quarters,
        max(case when place = 2 then height end) as second_lowest,
        max(case when place = quarters - 1 then height end) as second_highest
    from past
    group by doubt_no, quarters
),
distance as (
    select
        p.doubt_no, p.quarters, abs(p.height - m.middle) as distance,
        row_number() over (partition by p.doubt_no order by abs(p.height - m.middle)) as place
    from past as p
    inner join middle as m on m.doubt_no = p.doubt_no
),
spread as (
    select doubt_no, greatest(1, 1.4826 * (min(distance) + max(distance)) / 2) as spread
    from distance
    where 2 * place between quarters and quarters + 2
    group by doubt_no
)
select
    d.file_no, d.file, d.unit_code, d.data_element_code, d.year, d.quarter, d.sheet, d.cell, d.quarters,
    cast(d.value as decimal(28, 10)) as stated, cast(m.twice_median * 0.5 as decimal(28, 10)) as usual
from doubtful as d
inner join middle as m on m.doubt_no = d.doubt_no
inner join spread as s on s.doubt_no = d.doubt_no
where abs(d.height - m.middle) > (4 + 8.0 / d.quarters) * s.spread
    and (m.season_quarters < 3 or abs(d.height - m.season_middle) > 3 * s.spread)
    and (
        d.height > greatest(m.second_highest + 2, 1.25 * m.second_highest) and 2 * d.value > 3 * m.twice_median
        or d.height < least(m.second_lowest - 2, 0.8 * m.second_lowest) and 6 * d.value < m.twice_median and not d.is_part
    )
