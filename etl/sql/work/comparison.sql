-- Cảnh báo khi đối chiếu với kỳ khác: tồn đầu kỳ với tồn cuối kỳ trước, cột luỹ kế với số cộng dồn.
-- grain: —
-- order: year, quarter, unit_code, code, cell
-- looks back: 1 year
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
)
select file_no, file, unit_code, data_element_code, year, quarter, sheet, cell, code, message from opening_gap
union all
select file_no, file, unit_code, data_element_code, year, quarter, sheet, cell, code, message from cumulative_gap
