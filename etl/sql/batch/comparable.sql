-- Mỗi báo cáo với từng báo cáo đã nhận trước nó của chính đơn vị, trong một năm trở lại.
-- grain: file_no, unit_code, year, quarter, other_unit, other_year, other_quarter
select
    s.file_no, s.unit_code, s.year, s.quarter,
    k.unit_code as other_unit, k.year as other_year, k.quarter as other_quarter, max(k.file_no) as other_no
from batch.submission as s
inner join (select distinct unit_code, year, quarter, file_no from batch.known_figure) as k
    on k.unit_code = s.unit_code and k.file_no <= s.file_no and (k.year <> s.year or k.quarter <> s.quarter)
group by s.file_no, s.unit_code, s.year, s.quarter, k.unit_code, k.year, k.quarter
