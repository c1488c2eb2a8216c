-- Giải trình của mọi phiên bản báo cáo đã được chấp nhận.
-- grain: unit_code, indicator_code, year, quarter, file_no
select e.file_no, e.unit_code, e.year, e.quarter, e.indicator_code, e.cause, e.remedy, e.responsible, e.promised_on,
    e.sheet, e.cell
from raw.explanation as e
inner join raw.submission as s
    on s.file_no = e.file_no and s.unit_code = e.unit_code and s.year = e.year and s.quarter = e.quarter
where s.status = 'accepted'
