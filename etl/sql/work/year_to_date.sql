-- Số liệu luỹ kế từ đầu năm công tác: cộng dồn (sum), số đầu năm (first), số cuối quý (last).
-- grain: unit_code, data_element_code, year, quarter
with figure as (
    select g.*, e.accumulation
    from work.figure as g
    inner join ref.data_elements as e on e.data_element_code = g.data_element_code
),
added as (
    select
        unit_code, data_element_code, year, quarter, value,
        case accumulation
            when 'sum' then cast(sum(value) over (
                partition by unit_code, data_element_code, year order by quarter rows unbounded preceding
            ) as decimal(24, 4))
            else value
        end as ytd_value
    from figure
    where accumulation in ('sum', 'last')
),
earliest as (
    select
        unit_code, data_element_code, year, quarter, value,
        row_number() over (partition by unit_code, data_element_code, year order by quarter) as place
    from figure
    where accumulation = 'first'
),
carried as (
    select e.unit_code, e.data_element_code, p.year, p.quarter, g.value, e.value as ytd_value
    from earliest as e
    inner join work.period as p on p.year = e.year and p.quarter >= e.quarter
    left join figure as g
        on g.unit_code = e.unit_code and g.data_element_code = e.data_element_code
        and g.year = p.year and g.quarter = p.quarter
    where e.place = 1
)
select * from added
union all
select * from carried
