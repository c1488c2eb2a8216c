-- A report says at least one number, and so does a figures CSV as a whole.
select s.file_no, s.unit_code, s.year, s.quarter, cast(null as varchar) as sheet, s.cell, 'error' as severity,
    'no_figures' as code,
    'Báo cáo quý ' || written_quarter(s.year, s.quarter) || ' của ' || coalesce(u.name, 'đơn vị ' || s.unit_code)
    || ' không có số liệu nào; hãy điền số liệu rồi gửi lại.' as message
from batch.submission as s
left join ref.units as u on u.unit_code = s.unit_code
left join batch.figure as f
    on f.file_no = s.file_no and f.unit_code = s.unit_code and f.year = s.year and f.quarter = s.quarter
left join batch.withdrawal as w
    on w.file_no = s.file_no and w.unit_code = s.unit_code and w.year = s.year and w.quarter = s.quarter
left join batch.problem as p
    on p.file_no = s.file_no and p.severity = 'error'
    -- What is wrong with the whole file, or with this report, says already why nothing is there.
    and (p.unit_code is null or p.unit_code = s.unit_code and p.year = s.year and p.quarter = s.quarter)
-- What is no office's report at all, but a row of totals, is called that.
left join batch.hint as t on t.key_name = 'unit_code' and t.hint = '' and t.written = s.unit_code
where f.file_no is null and w.file_no is null and p.file_no is null and t.written is null
union all
select k.file_no, null, null, null, null, c.unit_letters || '2', 'error', 'no_figures',
    'Tệp chỉ có dòng tiêu đề, không có dòng số liệu nào; hãy ghi mỗi số liệu một dòng rồi gửi lại.'
from batch.file as k
inner join batch.csv_file as c on c.file_no = k.file_no
left join batch.csv_row as r on r.file_no = k.file_no
left join batch.problem as p on p.file_no = k.file_no and p.severity = 'error'
where r.file_no is null and p.file_no is null
