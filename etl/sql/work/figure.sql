-- Số liệu có hiệu lực: của phiên bản mới nhất đã được chấp nhận.
-- grain: unit_code, data_element_code, year, quarter
select
    g.unit_code, g.data_element_code, g.year, g.quarter, p.period_no, g.value,
    s.file_no, s.file, s.version, s.received_at, g.sheet, g.cell,
    false as is_estimate, false as is_estimate_to_date
from stg.figure_version as g
inner join stg.submission as s
    on s.file_no = g.file_no and s.unit_code = g.unit_code and s.year = g.year and s.quarter = g.quarter
inner join ref.periods as p on p.year = g.year and p.quarter = g.quarter
where s.is_newest
