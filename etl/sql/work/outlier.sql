-- Số liệu khác hẳn các số của chính đơn vị trong hai mươi quý trước đó.
-- grain: unit_code, data_element_code, year, quarter
-- looks back: 5 years
--
-- Modified z-score (Iglewicz and Hoaglin): 0.6745 × (x − median) ÷ MAD over the unit's own earlier quarters. Small counts
-- scatter by chance alone, as Poisson counts do: the MAD is not taken for less than that, nor for nothing when all agree.
with history as (
    select
        unit_code, data_element_code, year, quarter, value, file_no, file, sheet, cell,
        count(*) over earlier as quarters,
        median(value) over earlier as middle,
        mad(value) over earlier as spread
    from work.figure
    window earlier as (
        partition by unit_code, data_element_code
        order by period_no range between 20 preceding and 1 preceding
    )
),
unusual as (
    select *
    from history
    where quarters >= 4
        and abs(0.6745 * (cast(value as double) - cast(middle as double)))
        > 3.5 * greatest(cast(spread as double), 0.6745 * sqrt(greatest(cast(middle as double), 1)))
)
select
    file_no, file, unit_code, data_element_code, year, quarter, sheet, cell, quarters,
    cast(value as decimal(28, 10)) as stated, cast(cast(middle as decimal(18, 1)) as decimal(28, 10)) as usual
from unusual
