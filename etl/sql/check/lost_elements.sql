-- Số liệu mà mọi báo cáo gần đây của đơn vị đều có, nay không còn dòng trong tệp CSV.
-- with history
with recent as (
    select
        *, row_number() over (partition by file_no, unit_code, year, quarter order by other_year desc, other_quarter desc) as place
    from batch.comparable
    where other_unit = unit_code and (other_year < year or other_year = year and other_quarter < quarter)
),
carried as (
    select
        c.file_no, c.unit_code, c.year, c.quarter, k.data_element_code, count(*) as times,
        max(case when c.place = 1 then k.name end) as name, max(case when c.place = 1 then k.cell end) as cell
    from recent as c
    inner join batch.known_figure as k
        on k.file_no = c.other_no and k.unit_code = c.other_unit and k.year = c.other_year and k.quarter = c.other_quarter
    where c.place <= 3
    group by c.file_no, c.unit_code, c.year, c.quarter, k.data_element_code
),
reports as (
    select file_no, unit_code, year, quarter, count(*) as times
    from recent where place <= 3 group by file_no, unit_code, year, quarter
),
held as (
    select
        c.*, f.data_element_code is null as is_lost,
        count(*) over (partition by c.file_no, c.unit_code, c.year, c.quarter) as carried
    from carried as c
    inner join reports as r using (file_no, unit_code, year, quarter, times)
    inner join batch.file as k on k.file_no = c.file_no and k.kind = 'figures_csv'
    left join (
        select distinct file_no, unit_code, year, quarter, data_element_code from batch.figure
        union
        select distinct file_no, unit_code, year, quarter, data_element_code from batch.withdrawal
    ) as f
        on f.file_no = c.file_no and f.unit_code = c.unit_code and f.year = c.year and f.quarter = c.quarter
        and f.data_element_code = c.data_element_code
),
placed as (
    select
        *, count(*) over (partition by file_no, unit_code, year, quarter) as lost,
        row_number() over (partition by file_no, unit_code, year, quarter order by data_element_code) as place
    from held
    -- Who reports a few figures only means to.
    where is_lost and carried >= 10
)
select
    p.file_no, p.unit_code, p.year, p.quarter, cast(null as varchar) as sheet, max(s.cell) as cell, 'warning' as severity,
    'lost_elements' as code,
    'Báo cáo quý ' || written_quarter(p.year, p.quarter) || ' không có ' || max(p.lost) || ' số liệu mà các báo cáo trước của đơn vị đều có (tệp “'
    || max(p.name) || '”): '
    || string_agg(case when p.place <= 10 then e.name || ' (' || p.data_element_code || ', ô ' || p.cell || ')' end, '; ' order by p.place)
    || case when max(p.lost) > 10 then '; và ' || max(p.lost) - 10 || ' số liệu nữa' else '' end
    || '. Nếu dòng bị bỏ sót thì hãy gửi lại cho đủ.' as message
from placed as p
inner join ref.data_elements as e on e.data_element_code = p.data_element_code
inner join batch.submission as s
    on s.file_no = p.file_no and s.unit_code = p.unit_code and s.year = p.year and s.quarter = p.quarter
-- What a correction lacks is said already.
left join batch.earlier_submission as x
    on x.unit_code = p.unit_code and x.year = p.year and x.quarter = p.quarter and x.file_no < p.file_no
where x.file_no is null and 2 * p.lost <= p.carried
group by p.file_no, p.unit_code, p.year, p.quarter
