-- Kết luận về từng báo cáo: nhận hay trả lại; và có biết chắc là báo cáo của đơn vị nào, quý nào không.
-- grain: file_no, unit_code, year, quarter
with refused_file as (
    select distinct file_no from batch.problem where severity = 'error' and unit_code is null
),
refused_submission as (
    select distinct file_no, unit_code, year, quarter from batch.problem
    where severity = 'error' and unit_code is not null
),
-- After these nobody can say whose report of which quarter this is: it counts for no quarter at all.
nobodys as (
    select distinct file_no, unit_code, year, quarter from batch.problem
    where code in ('unknown_unit', 'unit_not_open', 'period_not_begun', 'no_such_quarter')
)
select
    s.*,
    case when f.file_no is null and r.file_no is null then 'accepted' else 'refused' end as status,
    n.file_no is null as is_somebodys
from batch.line as s
left join refused_file as f on f.file_no = s.file_no
left join refused_submission as r
    on r.file_no = s.file_no and r.unit_code = s.unit_code and r.year = s.year and r.quarter = s.quarter
left join nobodys as n
    on n.file_no = s.file_no and n.unit_code = s.unit_code and n.year = s.year and n.quarter = s.quarter
