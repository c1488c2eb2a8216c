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
        lag(g.value) over earlier as old_value,
        lag(s.file) over earlier as old_file,
        lag(g.sheet) over earlier as old_sheet,
        lag(g.cell) over earlier as old_cell
    from element as e
    inner join submission as s on s.unit_code = e.unit_code and s.year = e.year and s.quarter = e.quarter
    left join stg.figure_version as g
        on g.file_no = s.file_no and g.unit_code = s.unit_code and g.year = s.year and g.quarter = s.quarter
        and g.data_element_code = e.data_element_code
    window earlier as (partition by e.unit_code, e.data_element_code, e.year, e.quarter order by s.version)
)
select
    v.unit_code, v.data_element_code, v.year, v.quarter, v.version, v.old_value, v.new_value, v.received_at,
    v.file, v.sheet, v.cell, v.old_file, v.old_sheet, v.old_cell,
    u.province_code, coalesce(u.short_name, u.name) as unit_short_name,
    d.name as data_element_name, d.unit_of_measure, d.field_code, coalesce(f.name, d.field_code) as field_name,
    v.unit_code as made_by, coalesce(u.short_name, u.name) as made_by_short_name
from versioned as v
inner join ref.units as u on u.unit_code = v.unit_code
inner join ref.data_elements as d on d.data_element_code = v.data_element_code
left join ref.fields as f on f.field_code = d.field_code
where v.version > 1 and v.old_value is distinct from v.new_value
