-- Báo cáo đầu tiên của đơn vị trong một năm công tác chưa có kế hoạch nào: không có mức để so, hoặc năm ghi nhầm.
-- with history
select
    s.file_no, s.unit_code, s.year, s.quarter, cast(null as varchar) as sheet, s.cell, 'warning' as severity, 'year_without_plan' as code,
    'Năm công tác ' || s.year || ' chưa có kế hoạch nào trong danh mục (các năm có: ' || p.years
    || '), nên báo cáo quý ' || written_quarter(s.year, s.quarter)
    || ' này và các báo cáo khác của năm ấy chưa có mức để so. Hãy xem năm ghi trong tệp có đúng không.' as message
from batch.submission as s
inner join batch.verdict as v
    on v.file_no = s.file_no and v.unit_code = s.unit_code and v.year = s.year and v.quarter = s.quarter and v.status = 'accepted'
cross join (
    select string_agg(cast(year as varchar), ', ' order by year) as years from (select distinct year from ref.plans) as each_year
) as p
where p.years is not null and s.year not in (select year from ref.plans)
    -- Once for each office and year: the next quarters would only say it again.
    and not exists (
        select 1 from batch.known_figure as k
        where k.unit_code = s.unit_code and k.year = s.year
            and (k.file_no < s.file_no or k.file_no = s.file_no and k.quarter < s.quarter)
    )
