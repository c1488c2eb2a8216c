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
    select *, cast(value as decimal(28, 4)) as stated, cast(cast(middle as decimal(18, 1)) as decimal(28, 4)) as usual
    from history
    where quarters >= 4
        and abs(0.6745 * (cast(value as double) - cast(middle as double)))
        > 3.5 * greatest(cast(spread as double), 0.6745 * sqrt(greatest(cast(middle as double), 1)))
),
written as (
    select
        file_no, file, unit_code, data_element_code, year, quarter, sheet, cell, quarters,
        rtrim(rtrim(replace(format('{:,}', cast(trunc(stated) as bigint)), ',', '.')
            || ',' || right(cast(stated as varchar), 4), '0'), ',') as stated,
        rtrim(rtrim(replace(format('{:,}', cast(trunc(usual) as bigint)), ',', '.')
            || ',' || right(cast(usual as varchar), 4), '0'), ',') as usual
    from unusual
)
select
    w.file_no, w.file, w.unit_code, w.data_element_code, w.year, w.quarter, w.sheet, w.cell, 'unusual_value' as code,
    e.name || ': ' || w.stated || ' khác hẳn ' || w.quarters || ' quý trước của đơn vị (trung vị ' || w.usual
    || '). Đề nghị kiểm tra lại.' as message
from written as w
inner join ref.data_elements as e on e.data_element_code = w.data_element_code
