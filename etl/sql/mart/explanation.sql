-- Giải trình chỉ tiêu chưa đạt: nguyên nhân, biện pháp, người phụ trách, ngày hẹn.
-- grain: unit_code, indicator_code, year, quarter
select
    e.unit_code, e.indicator_code, e.year, e.quarter, e.cause, e.remedy, e.responsible, e.promised_on,
    s.file, e.sheet, e.cell, e.unit_code as made_by
from stg.explanation_version as e
inner join stg.submission as s
    on s.file_no = e.file_no and s.unit_code = e.unit_code and s.year = e.year and s.quarter = e.quarter
where s.is_newest
