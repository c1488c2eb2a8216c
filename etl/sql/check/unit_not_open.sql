-- An office reports only for quarters in which it was open on at least one day.
select s.file_no, s.unit_code, s.year, s.quarter, cast(null as varchar) as sheet, s.cell, 'error' as severity,
    'unit_not_open' as code,
    u.name || ' không hoạt động ngày nào trong quý ' || written_quarter(s.year, s.quarter) || ' (quý từ '
    || strftime(p.starts_on, '%d/%m/%Y') || ' đến ' || strftime(p.ends_on, '%d/%m/%Y') || '; đơn vị '
    || case
        when u.opened_on > p.ends_on then 'hoạt động từ ' || strftime(u.opened_on, '%d/%m/%Y')
        else 'hoạt động đến hết ' || strftime(u.closed_on, '%d/%m/%Y')
    end || '). Hãy xem lại đơn vị, năm và quý ghi trong tệp.' as message
from batch.submission as s
inner join ref.units as u on u.unit_code = s.unit_code
inner join batch.period as p on p.year = s.year and p.quarter = s.quarter
where u.opened_on > p.ends_on or u.closed_on < p.starts_on
