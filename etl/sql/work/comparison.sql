-- Cảnh báo khi đối chiếu với kỳ khác: tồn đầu kỳ với tồn cuối kỳ trước, cột luỹ kế với số cộng dồn, số khác thường.
-- grain: —
with flow_part as (
    select owner_code as flow_code, part, min(data_element_code) as data_element_code
    from ref.term
    where owner_kind = 'case_flow' and part in ('opening', 'closing')
    group by owner_code, part
    having count(*) = 1
),
stock as (
    select c.name as flow_name, o.data_element_code as opening_code, e.data_element_code as closing_code
    from flow_part as o
    inner join flow_part as e on e.flow_code = o.flow_code and e.part = 'closing'
    inner join ref.case_flows as c on c.flow_code = o.flow_code
    where o.part = 'opening'
),
opening_gap as (
    select
        n.file_no, n.file, n.unit_code, n.data_element_code, n.year, n.quarter, n.sheet, n.cell, 'opening_differs_from_last_closing' as code,
        s.flow_name || ': tồn đầu kỳ là ' || replace(rtrim(rtrim(cast(n.value as varchar), '0'), '.'), '.', ',') || ', còn tồn cuối quý '
        || b.quarter || '/' || b.year || ' đã báo cáo là ' || replace(rtrim(rtrim(cast(b.value as varchar), '0'), '.'), '.', ',')
        || '. Hai số phải bằng nhau hoặc có giải thích.' as message
    from stock as s
    inner join work.figure as n on n.data_element_code = s.opening_code
    inner join work.figure as b
        on b.data_element_code = s.closing_code and b.unit_code = n.unit_code
        and b.year * 4 + b.quarter = n.year * 4 + n.quarter - 1
    where b.value <> n.value
),
cumulative_gap as (
    select
        s.file_no, s.file, c.unit_code, c.data_element_code, c.year, c.quarter, c.sheet, c.cell, 'cumulative_differs' as code,
        'Cột luỹ kế ghi ' || replace(rtrim(rtrim(cast(c.value as varchar), '0'), '.'), '.', ',') || ', cộng các quý được '
        || replace(rtrim(rtrim(cast(y.ytd_value as varchar), '0'), '.'), '.', ',') || ' (' || e.name || '). Hệ thống dùng số cộng các quý.' as message
    from stg.cumulative as c
    inner join stg.submission as s
        on s.file_no = c.file_no and s.unit_code = c.unit_code and s.year = c.year and s.quarter = c.quarter and s.is_newest
    inner join ref.data_elements as e on e.data_element_code = c.data_element_code
    inner join work.year_to_date as y
        on y.unit_code = c.unit_code and y.data_element_code = c.data_element_code and y.year = c.year
        and y.quarter = c.quarter
    inner join work.unit_period as up
        on up.unit_code = c.unit_code and up.year = c.year and up.quarter = c.quarter and up.is_complete
    where y.ytd_value <> c.value
),
-- Modified z-score (Iglewicz and Hoaglin): 0.6745 × (x − median) ÷ MAD over the unit's own earlier quarters. Small counts
-- scatter by chance alone, as Poisson counts do: the MAD is not taken for less than that, nor for nothing when all agree.
history as (
    select
        unit_code, data_element_code, year, quarter, value, file_no, file, sheet, cell,
        count(*) over earlier as quarters,
        median(value) over earlier as middle,
        mad(value) over earlier as spread
    from work.figure
    window earlier as (
        partition by unit_code, data_element_code order by year, quarter rows between 20 preceding and 1 preceding
    )
),
outlier as (
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
)
select file_no, file, unit_code, data_element_code, year, quarter, sheet, cell, code, message from opening_gap
union all
select file_no, file, unit_code, data_element_code, year, quarter, sheet, cell, code, message from cumulative_gap
union all
select file_no, file, unit_code, data_element_code, year, quarter, sheet, cell, code, message from outlier
