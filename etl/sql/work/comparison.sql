-- Số không khớp khi đối chiếu với kỳ khác: tồn đầu kỳ với tồn cuối kỳ trước, cột luỹ kế với số cộng dồn.
-- grain: —
-- order: year, quarter, unit_code, code, cell
-- today: same
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
        s.flow_name as subject,
        b.year as other_year, b.quarter as other_quarter,
        cast(n.value as decimal(28, 10)) as stated, cast(b.value as decimal(28, 10)) as other
    from stock as s
    inner join work.figure as n on n.data_element_code = s.opening_code
    inner join work.figure as b
        on b.data_element_code = s.closing_code and b.unit_code = n.unit_code
        and b.period_no = n.period_no - 1
    where b.value <> n.value
),
cumulative_gap as (
    select
        s.file_no, s.file, c.unit_code, c.data_element_code, c.year, c.quarter, c.sheet, c.cell, 'cumulative_differs' as code,
        e.name as subject, cast(null as integer) as other_year, cast(null as integer) as other_quarter,
        cast(c.value as decimal(28, 10)) as stated, cast(y.ytd_value as decimal(28, 10)) as other
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
select * from opening_gap
union all
select * from cumulative_gap
