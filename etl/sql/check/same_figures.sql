-- Báo cáo có số liệu y hệt báo cáo của đơn vị khác, hay của quý khác: thường là chép nhầm tệp.
-- with history
with equal as (
    select
        c.file_no, c.unit_code, c.year, c.quarter, c.other_no, c.other_unit, c.other_year, c.other_quarter,
        count(*) as equal,
        min(coalesce(f.sheet, '') || chr(9) || right('0000000000' || f.cell, 10) || chr(9) || f.data_element_code) as first
    from batch.comparable as c
    inner join batch.figure as f
        on f.file_no = c.file_no and f.unit_code = c.unit_code and f.year = c.year and f.quarter = c.quarter
    inner join batch.known_figure as k
        on k.file_no = c.other_no and k.unit_code = c.other_unit and k.year = c.other_year and k.quarter = c.other_quarter
        and k.data_element_code = f.data_element_code and k.value = f.value
    where f.value <> 0
    group by c.file_no, c.unit_code, c.year, c.quarter, c.other_no, c.other_unit, c.other_year, c.other_quarter
    having count(*) >= 10
),
counted as (
    select
        e.*,
        (
            select count(*) from batch.figure as f
            where f.file_no = e.file_no and f.unit_code = e.unit_code and f.year = e.year and f.quarter = e.quarter and f.value <> 0
        ) as mine,
        (
            select count(*) from batch.known_figure as k
            where k.file_no = e.other_no and k.unit_code = e.other_unit and k.year = e.other_year and k.quarter = e.other_quarter
                and k.value <> 0
        ) as theirs
    from equal as e
),
nearest as (
    select
        *,
        row_number() over (
            partition by file_no, unit_code, year, quarter
            -- Of several alike, the office's own is most likely the one that was sent again.
            order by equal desc, case when other_unit = unit_code then 0 else 1 end, other_unit, other_year desc, other_quarter desc
        ) as place
    from counted
    -- A few figures differ where a copy was begun to be filled in.
    where 10 * equal >= 9 * greatest(mine, theirs)
)
select
    n.file_no, n.unit_code, n.year, n.quarter, f.sheet, f.cell, 'warning' as severity, 'same_figures' as code,
    n.equal || ' trong ' || n.mine || ' số liệu khác 0 y hệt báo cáo quý ' || n.other_quarter || '/' || n.other_year || ' của '
    || coalesce(u.name, n.other_unit) || ' (tệp “' || k.name || '”), như ' || e.name || ' = ' || written_number(f.value) || ' ở ô này và ô '
    || k.cell || coalesce(' trang “' || k.sheet || '”', '') || ' của tệp ấy. Hãy xem có chép nhầm tệp không.' as message
from nearest as n
inner join batch.figure as f
    on f.file_no = n.file_no and f.unit_code = n.unit_code and f.year = n.year and f.quarter = n.quarter
    and coalesce(f.sheet, '') || chr(9) || right('0000000000' || f.cell, 10) || chr(9) || f.data_element_code = n.first
inner join batch.known_figure as k
    on k.file_no = n.other_no and k.unit_code = n.other_unit and k.year = n.other_year and k.quarter = n.other_quarter
    and k.data_element_code = f.data_element_code
inner join ref.data_elements as e on e.data_element_code = f.data_element_code
left join ref.units as u on u.unit_code = n.other_unit
-- Where the report's own parts disagree on its quarter, it most likely is the very report that it equals.
left join (select distinct file_no, unit_code, year, quarter from batch.problem where code = 'period_mismatch') as d
    on d.file_no = n.file_no and d.unit_code = n.unit_code and d.year = n.year and d.quarter = n.quarter
where n.place = 1 and d.file_no is null
