-- Các báo cáo mà một tệp CSV số liệu mang: mỗi đơn vị, mỗi quý trong tệp là một báo cáo.
-- grain: file_no, unit_code, year, quarter
select
    r.file_no, r.unit_code, r.year, r.quarter, max(r.period_to) as period_to,
    cast(null as varchar) as signed_by, cast(null as date) as signed_on,
    min(c.unit_letters) || min(r.row_no) as cell
from batch.csv_row as r
inner join batch.csv_file as c on c.file_no = r.file_no
where length(r.unit_code) <= 60 and r.year is not null and r.quarter is not null
group by r.file_no, r.unit_code, r.year, r.quarter
