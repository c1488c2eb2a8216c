-- Lỗi và cảnh báo: phát hiện trong từng tệp, trong các danh mục, và khi đối chiếu các kỳ với nhau.
-- grain: —
-- order: year, quarter, province_code, unit_code, file, sheet, cell, code, message
with found as (
    select p.file_no, p.file, p.unit_code, p.year, p.quarter, p.sheet, p.cell, p.severity, p.code, p.message, g.data_element_code
    from stg.problem as p
    left join stg.problem_figure as g
        on g.file_no = p.file_no and g.unit_code = p.unit_code and g.year = p.year and g.quarter = p.quarter
        and g.sheet is not distinct from p.sheet and g.cell = p.cell
    union all
    select file_no, file, unit_code, year, quarter, sheet, cell, 'warning', code, message, data_element_code
    from work.warning
    union all
    select null, file, null, null, null, null, cell, 'warning', code, message, null
    from ref.list_warnings
)
select
    p.file, p.unit_code, p.year, p.quarter, p.sheet, p.cell, p.severity, p.code, p.message,
    p.file_no, p.data_element_code, e.field_code, u.province_code, coalesce(u.short_name, u.name) as unit_short_name,
    coalesce(k.name, p.code) as kind_name
from found as p
left join ref.units as u on u.unit_code = p.unit_code
left join ref.data_elements as e on e.data_element_code = p.data_element_code
left join ref.problem_kinds as k on k.code = p.code
