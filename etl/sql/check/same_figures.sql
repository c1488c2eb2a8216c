-- Báo cáo, hay một lĩnh vực của nó, có số liệu y hệt báo cáo của đơn vị khác, hay của quý khác: thường là chép nhầm.
-- with history
with matched as (
    select
        c.file_no, c.unit_code, c.year, c.quarter, c.other_no, c.other_unit, c.other_year, c.other_quarter, e.field_code,
        coalesce(f.sheet, '') || chr(9) || right('0000000000' || f.cell, 10) || chr(9) || f.data_element_code as spot
    from batch.comparable as c
    inner join batch.figure as f
        on f.file_no = c.file_no and f.unit_code = c.unit_code and f.year = c.year and f.quarter = c.quarter
    inner join batch.known_figure as k
        on k.file_no = c.other_no and k.unit_code = c.other_unit and k.year = c.other_year and k.quarter = c.other_quarter
        and k.data_element_code = f.data_element_code and k.value = f.value
    inner join ref.data_elements as e on e.data_element_code = f.data_element_code
    where f.value <> 0
),
equal as (
    select
        file_no, unit_code, year, quarter, other_no, other_unit, other_year, other_quarter, '' as part, count(*) as equal, min(spot) as first
    from matched
    group by file_no, unit_code, year, quarter, other_no, other_unit, other_year, other_quarter
    having count(*) >= 10
    union all
    select
        file_no, unit_code, year, quarter, other_no, other_unit, other_year, other_quarter, field_code as part, count(*) as equal,
        min(spot) as first
    from matched
    group by file_no, unit_code, year, quarter, other_no, other_unit, other_year, other_quarter, field_code
    having count(*) >= 8
),
counted as (
    select
        e.*,
        (
            select count(*)
            from batch.figure as f
            inner join ref.data_elements as d on d.data_element_code = f.data_element_code
            where f.file_no = e.file_no and f.unit_code = e.unit_code and f.year = e.year and f.quarter = e.quarter and f.value <> 0
                and (e.part = '' or d.field_code = e.part)
        ) as mine,
        (
            select count(*)
            from batch.known_figure as k
            inner join ref.data_elements as d on d.data_element_code = k.data_element_code
            where k.file_no = e.other_no and k.unit_code = e.other_unit and k.year = e.other_year and k.quarter = e.other_quarter
                and k.value <> 0 and (e.part = '' or d.field_code = e.part)
        ) as theirs
    from equal as e
),
nearest as (
    select
        *,
        row_number() over (
            partition by file_no, unit_code, year, quarter, part
            -- Of several alike, the office's own is most likely the one that was sent again.
            order by equal desc, case when other_unit = unit_code then 0 else 1 end, other_unit, other_year desc, other_quarter desc
        ) as place
    from counted
    -- A few figures differ where a copy was begun to be filled in.
    where part = '' and 10 * equal >= 9 * greatest(mine, theirs) or part <> '' and equal = greatest(mine, theirs)
)
select
    n.file_no, n.unit_code, n.year, n.quarter, f.sheet, f.cell, 'warning' as severity, 'same_figures' as code,
    n.equal || ' trong ' || n.mine || ' số liệu khác 0 ' || coalesce('của lĩnh vực “' || coalesce(d.short_name, d.name) || '” ', '')
    || 'y hệt báo cáo quý ' || written_quarter(n.other_year, n.other_quarter) || ' của '
    || coalesce(u.name, n.other_unit) || ' (tệp “' || k.name || '”), như ' || e.name || ' = ' || written_number(f.value) || ' ở ô này và ô '
    || k.cell || coalesce(' trang “' || k.sheet || '”', '') || ' của tệp ấy. Hãy xem có chép nhầm '
    || case when n.part = '' then 'tệp' else 'trang' end || ' không.' as message
from nearest as n
inner join batch.figure as f
    on f.file_no = n.file_no and f.unit_code = n.unit_code and f.year = n.year and f.quarter = n.quarter
    and coalesce(f.sheet, '') || chr(9) || right('0000000000' || f.cell, 10) || chr(9) || f.data_element_code = n.first
inner join batch.known_figure as k
    on k.file_no = n.other_no and k.unit_code = n.other_unit and k.year = n.other_year and k.quarter = n.other_quarter
    and k.data_element_code = f.data_element_code
inner join ref.data_elements as e on e.data_element_code = f.data_element_code
left join ref.units as u on u.unit_code = n.other_unit
left join ref.fields as d on d.field_code = n.part
-- Where the report's own parts disagree on its quarter, it most likely is the very report that it equals.
left join (select distinct file_no, unit_code, year, quarter from batch.problem where code = 'period_mismatch') as m
    on m.file_no = n.file_no and m.unit_code = n.unit_code and m.year = n.year and m.quarter = n.quarter
where n.place = 1 and m.file_no is null and (
    n.part = '' or not exists (
        select 1 from nearest as w
        where w.file_no = n.file_no and w.unit_code = n.unit_code and w.year = n.year and w.quarter = n.quarter and w.part = ''
    )
)
