-- Lỗi và cảnh báo: phát hiện trong từng tệp, và khi đối chiếu các kỳ với nhau.
-- grain: —
-- order: year, quarter, unit_code, file, sheet, cell, code, message
with found as (
    select file_no, file, unit_code, year, quarter, sheet, cell, severity, code, message, cast(null as varchar) as data_element_code
    from stg.problem
    union all
    select file_no, file, unit_code, year, quarter, sheet, cell, 'warning', code, message, data_element_code
    from work.comparison
    union all
    select file_no, file, unit_code, year, quarter, sheet, cell, 'warning', code, message, data_element_code
    from work.outlier
)
select
    p.file, p.unit_code, p.year, p.quarter, p.sheet, p.cell, p.severity, p.code, p.message,
    p.file_no, p.data_element_code, u.province_code, coalesce(u.short_name, u.name) as unit_short_name,
    coalesce(k.name, p.code) as kind_name
from found as p
left join ref.units as u on u.unit_code = p.unit_code
left join ref.problem_kinds as k on k.code = p.code
