-- An office reports only for quarters in which it was open from the first day to the last.
select s.file_no, s.unit_code, s.year, s.quarter, cast(null as varchar) as sheet, s.cell, 'error' as severity,
    'unit_not_open' as code,
    u.name || ' không hoạt động trọn quý ' || s.quarter || '/' || s.year || ' ('
    || coalesce('hoạt động từ ' || strftime(u.opened_on, '%d/%m/%Y'), '')
    || case when u.opened_on is not null and u.closed_on is not null then ', ' else '' end
    || coalesce('đến ' || strftime(u.closed_on, '%d/%m/%Y'), '') || ').' as message
from desk.submission as s
inner join ref.units as u on u.unit_code = s.unit_code
inner join desk.period as p on p.year = s.year and p.quarter = s.quarter
where u.opened_on > p.starts_on or u.closed_on < p.ends_on
