-- Số liệu đã được đính chính: số cũ, số mới, thời điểm nhận bản đính chính.
-- grain: unit_code, data_element_code, year, quarter, version
with submission as (
    select unit_code, year, quarter, version, file_no, file, received_at from stg.submission
),
element as (
    select distinct g.unit_code, g.year, g.quarter, g.data_element_code
    from stg.figure_version as g
    inner join submission as s
        on s.unit_code = g.unit_code and s.year = g.year and s.quarter = g.quarter and s.version > 1
    union
    select distinct g.unit_code, g.year, g.quarter, g.data_element_code
    from submission as n
    inner join submission as s
        on s.unit_code = n.unit_code and s.year = n.year and s.quarter = n.quarter and s.version = n.version - 1
    inner join stg.figure_version as g
        on g.file_no = s.file_no and g.unit_code = s.unit_code and g.year = s.year and g.quarter = s.quarter
),
versioned as (
    select
        e.unit_code, e.data_element_code, e.year, e.quarter, s.version, s.file, s.received_at, g.sheet, g.cell,
        g.value as new_value,
        lag(g.value) over (
            partition by e.unit_code, e.data_element_code, e.year, e.quarter order by s.version
        ) as old_value
    from element as e
    inner join submission as s on s.unit_code = e.unit_code and s.year = e.year and s.quarter = e.quarter
    left join stg.figure_version as g
        on g.file_no = s.file_no and g.unit_code = s.unit_code and g.year = s.year and g.quarter = s.quarter
        and g.data_element_code = e.data_element_code
)
select unit_code, data_element_code, year, quarter, version, old_value, new_value, received_at, file, sheet, cell
from versioned
where version > 1 and old_value is distinct from new_value
