-- Các báo cáo của từng đơn vị, từng quý, xếp theo thứ tự nhận; báo cáo chỉ ghi “rút” thì rút cả báo cáo đang có hiệu lực.
-- grain: file_no, unit_code, year, quarter
select
    s.*, f.file_no is null and w.file_no is not null as is_withdrawal,
    row_number() over (partition by s.unit_code, s.year, s.quarter order by s.file_no) as turn
from batch.submission as s
left join (select distinct file_no, unit_code, year, quarter from batch.figure) as f
    on f.file_no = s.file_no and f.unit_code = s.unit_code and f.year = s.year and f.quarter = s.quarter
left join (select distinct file_no, unit_code, year, quarter from batch.withdrawal) as w
    on w.file_no = s.file_no and w.unit_code = s.unit_code and w.year = s.year and w.quarter = s.quarter
