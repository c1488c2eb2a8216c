-- Từng số liệu đang có hiệu lực: số trong quý, số luỹ kế, và tệp, trang, ô mà nó được lấy ra.
-- grain: unit_code, data_element_code, year, quarter
with opening as (
    select g.unit_code, g.data_element_code, g.year, min(g.quarter) as quarter
    from work.figure as g
    inner join ref.data_elements as e on e.data_element_code = g.data_element_code
    where e.accumulation = 'first'
    group by g.unit_code, g.data_element_code, g.year
)
select
    g.unit_code, g.data_element_code, g.year, g.quarter,
    e.name as data_element_name, e.field_code, e.unit_of_measure, e.accumulation,
    g.value, y.ytd_value, g.file, g.sheet, g.cell, g.version, g.received_at,
    -- The quarters whose year-to-date value this figure is part of; adding up what counts gives ytd_value.
    case when e.accumulation <> 'first' or o.quarter is not null then g.quarter end as counted_from,
    case
        when e.accumulation = 'last' then g.quarter
        when e.accumulation = 'sum' or o.quarter is not null then 4
    end as counted_through,
    case when e.accumulation = 'first' then case when o.quarter is not null then 4 end else g.quarter end as ytd_through,
    coalesce(lead(g.quarter) over (partition by g.unit_code, g.data_element_code, g.year order by g.quarter) - 1, 4) as latest_through,
    e.list_order, g.is_estimate_to_date as is_estimate
from work.figure as g
inner join ref.data_elements as e on e.data_element_code = g.data_element_code
left join work.year_to_date as y
    on y.unit_code = g.unit_code and y.data_element_code = g.data_element_code and y.year = g.year and y.quarter = g.quarter
left join opening as o
    on o.unit_code = g.unit_code and o.data_element_code = g.data_element_code and o.year = g.year and o.quarter = g.quarter
