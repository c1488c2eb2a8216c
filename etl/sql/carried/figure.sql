-- Số liệu từng quý của đơn vị hiện nay: cộng số của các đơn vị nó tiếp nhận, theo phần chuyển sang; số đầu năm lấy của đơn vị cũ,
-- số cuối quý lấy của đơn vị còn hoạt động ở cuối quý.
-- grain: unit_code, data_element_code, year, quarter
with giving as (
    select
        c.carried_by, c.unit_code, c.year, c.quarter, c.share, a.accumulation,
        count(*) over (partition by c.carried_by, c.year, c.quarter, a.accumulation) as givers
    from mart.carrier as c
    inner join carried.unit_period as up
        on up.unit_code = c.carried_by and up.year = c.year and up.quarter = c.quarter and up.is_reported
    cross join (values ('sum'), ('first'), ('last')) as a (accumulation)
    where a.accumulation = 'sum' or a.accumulation = 'first' and c.gives_first or a.accumulation = 'last' and c.gives_last
),
-- Where one of those that give it did not report a number, the sum is unknown.
summed as (
    select
        g.carried_by as unit_code, f.data_element_code, g.year, g.quarter, f.period_no,
        cast(sum(case when g.share = 1 then cast(f.value as decimal(38, 16)) else g.share * cast(f.value as decimal(24, 4)) end)
            as decimal(24, 4)) as value,
        bool_or(g.share <> 1) as is_estimate,
        count(*) = 1 and bool_and(g.share = 1) as is_one,
        min(f.file_no) as file_no, min(f.file) as file, min(f.version) as version, min(f.received_at) as received_at,
        min(f.sheet) as sheet, min(f.cell) as cell
    from giving as g
    inner join work.figure as f on f.unit_code = g.unit_code and f.year = g.year and f.quarter = g.quarter
    inner join ref.data_elements as e on e.data_element_code = f.data_element_code and e.accumulation = g.accumulation
    group by g.carried_by, f.data_element_code, g.year, g.quarter, f.period_no, g.givers
    having count(*) = g.givers
)
select
    unit_code, data_element_code, year, quarter, period_no, value,
    case when is_one then file_no end as file_no,
    case when is_one then file end as file,
    case when is_one then version end as version,
    case when is_one then received_at end as received_at,
    case when is_one then sheet end as sheet,
    case when is_one then cell end as cell,
    is_estimate,
    bool_or(is_estimate) over (partition by unit_code, data_element_code, year order by quarter) as is_estimate_to_date
from summed
