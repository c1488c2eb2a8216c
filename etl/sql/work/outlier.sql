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
        order by year * 4 + quarter range between 20 preceding and 1 preceding
    )
)
select
    h.file_no, h.file, h.unit_code, h.data_element_code, h.year, h.quarter, h.sheet, h.cell, 'unusual_value' as code,
    e.name || ': ' || replace(rtrim(rtrim(cast(h.value as varchar), '0'), '.'), '.', ',') || ' khác hẳn ' || h.quarters
    || ' quý trước của đơn vị (trung vị ' || replace(rtrim(rtrim(cast(cast(h.middle as decimal(18, 1)) as varchar), '0'), '.'), '.', ',')
    || '). Đề nghị kiểm tra lại.' as message
from history as h
inner join ref.data_elements as e on e.data_element_code = h.data_element_code
where h.quarters >= 4
    and abs(0.6745 * (cast(h.value as double) - cast(h.middle as double)))
    > 3.5 * greatest(cast(h.spread as double), 0.6745 * sqrt(greatest(cast(h.middle as double), 1)))
