-- An empty form is not a report.
select s.file_no, s.unit_code, s.year, s.quarter, cast(null as varchar) as sheet, s.cell, 'error' as severity,
    'no_figures' as code, 'Báo cáo quý ' || s.quarter || '/' || s.year || ' không có số liệu nào.' as message
from desk.submission as s
inner join desk.file as k on k.file_no = s.file_no and k.kind <> 'figures_csv'
left join desk.figure as f
    on f.file_no = s.file_no and f.unit_code = s.unit_code and f.year = s.year and f.quarter = s.quarter
where f.file_no is null
