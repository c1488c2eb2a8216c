-- A quarter that its year does not have, is locked, or had not begun when the file came; a date of figures outside its quarter.
select s.file_no, s.unit_code, s.year, s.quarter, cast(null as varchar) as sheet, s.cell, 'error' as severity,
    'period_locked' as code, 'Quý ' || written_quarter(s.year, s.quarter) || ' đã khoá sổ, không nhận báo cáo nữa; cần sửa thì báo với tỉnh để mở khoá.' as message
from batch.submission as s
inner join batch.period as p on p.year = s.year and p.quarter = s.quarter
where p.is_locked
union all
select s.file_no, s.unit_code, s.year, s.quarter, null, s.cell, 'error', 'period_not_begun',
    'Quý ' || written_quarter(s.year, s.quarter) || ' bắt đầu từ ' || strftime(p.starts_on, '%d/%m/%Y')
    || ', sau ngày nhận tệp (' || strftime(f.received_at, '%d/%m/%Y') || '). Hãy xem lại năm và quý ghi trong tệp.'
from batch.submission as s
inner join batch.period as p on p.year = s.year and p.quarter = s.quarter
inner join batch.file as f on f.file_no = s.file_no
where p.starts_on > cast(f.received_at as date)
    -- That the cells of the quarter and the year are wrong was said already.
    and not exists (select 1 from batch.problem as b where b.file_no = s.file_no and b.code = 'period_mismatch')
union all
select s.file_no, s.unit_code, s.year, s.quarter, null, s.cell, 'error', 'period_to_outside',
    'Số liệu ghi đến ngày ' || strftime(s.period_to, '%d/%m/%Y') || ', ngoài quý ' || written_quarter(s.year, s.quarter) || ' (từ '
    || strftime(p.starts_on, '%d/%m/%Y') || ' đến ' || strftime(p.ends_on, '%d/%m/%Y') || '). Hãy sửa ngày, hoặc quý và năm, cho khớp.'
from batch.submission as s
inner join batch.period as p on p.year = s.year and p.quarter = s.quarter
where s.period_to < p.starts_on or s.period_to > p.ends_on
union all
select s.file_no, s.unit_code, s.year, s.quarter, null, s.cell, 'error', 'period_to_outside',
    'Số liệu ghi đến ngày ' || strftime(s.period_to, '%d/%m/%Y') || ', trước ngày ' || u.name || ' bắt đầu hoạt động ('
    || strftime(u.opened_on, '%d/%m/%Y') || '). Hãy sửa ngày ấy.'
from batch.submission as s
inner join batch.period as p on p.year = s.year and p.quarter = s.quarter
inner join ref.units as u on u.unit_code = s.unit_code
where s.period_to between p.starts_on and p.ends_on and s.period_to < u.opened_on and u.opened_on <= p.ends_on
union all
select s.file_no, s.unit_code, s.year, s.quarter, null, s.cell, 'error', 'no_such_quarter',
    'Năm công tác ' || s.year || ' không có quý ' || split_part(written_quarter(s.year, s.quarter), '/', 1) || ': năm này chỉ có '
    || max(p.quarter) || ' quý, đến hết ' || strftime(max(p.year_ends_on), '%d/%m/%Y') || '. Hãy xem lại năm và quý ghi trong tệp.'
from batch.submission as s
inner join batch.period as p on p.year = s.year
group by s.file_no, s.unit_code, s.year, s.quarter, s.cell
having max(p.quarter) < s.quarter
