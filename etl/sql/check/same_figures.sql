-- Báo cáo, hay một lĩnh vực của nó, có số liệu y hệt báo cáo của đơn vị khác, hay của quý khác: thường là chép nhầm.
-- with history
with weighed as (
    select
        f.file_no, f.unit_code, f.year, f.quarter, e.field_code, f.data_element_code, f.value, f.sheet, f.cell,
        e.name,
        count(*) over (partition by f.file_no, f.unit_code, f.year, f.quarter) as mine,
        row_number() over (partition by f.file_no, f.unit_code, f.year, f.quarter order by f.value desc, f.data_element_code) as place,
        count(*) over (partition by f.file_no, f.unit_code, f.year, f.quarter, e.field_code) as field_mine,
        row_number() over (
            partition by f.file_no, f.unit_code, f.year, f.quarter, e.field_code order by f.value desc, f.data_element_code
        ) as field_place
    from batch.figure as f
    inner join ref.data_elements as e on e.data_element_code = f.data_element_code
    where f.value <> 0
),
-- To hold every report against every other one takes a nation's reports forever. Where nine tenths are equal, three of the largest
-- are, if these are three more than a tenth; and large figures are seldom equal by chance.
telling as (
    select *, '' as part from weighed where mine >= 10 and 10 * (place - 3) <= mine
    union all
    select *, field_code as part from weighed where field_mine >= 8 and field_place <= 3
),
suspected as (
    select t.file_no, t.unit_code, t.year, t.quarter, t.part, k.file_no as other_no, k.unit_code as other_unit,
        k.year as other_year, k.quarter as other_quarter
    from telling as t
    inner join batch.known_figure as k
        on k.unit_code = t.unit_code and k.data_element_code = t.data_element_code and k.value = t.value
        and k.file_no <= t.file_no and (k.year <> t.year or k.quarter <> t.quarter)
    union all
    select t.file_no, t.unit_code, t.year, t.quarter, t.part, k.file_no, k.unit_code, k.year, k.quarter
    from telling as t
    inner join batch.known_figure as k
        on k.year = t.year and k.data_element_code = t.data_element_code and k.value = t.value
        and k.file_no <= t.file_no and k.unit_code <> t.unit_code
        and (k.file_no < t.file_no or k.quarter < t.quarter or k.quarter = t.quarter and k.unit_code < t.unit_code)
),
alike as (
    select distinct file_no, unit_code, year, quarter, other_no, other_unit, other_year, other_quarter
    from suspected
    group by file_no, unit_code, year, quarter, part, other_no, other_unit, other_year, other_quarter
    having count(*) >= 3
),
-- Of what another office sent for one quarter, its last word goes.
compared as (
    select a.file_no, a.unit_code, a.year, a.quarter, a.other_no, a.other_unit, a.other_year, a.other_quarter
    from alike as a
    inner join (select distinct unit_code, year, quarter, file_no from batch.known_figure) as k
        on k.unit_code = a.other_unit and k.year = a.other_year and k.quarter = a.other_quarter and k.file_no <= a.file_no
    group by a.file_no, a.unit_code, a.year, a.quarter, a.other_no, a.other_unit, a.other_year, a.other_quarter
    having max(k.file_no) = a.other_no
),
matched as (
    select
        c.file_no, c.unit_code, c.year, c.quarter, c.other_no, c.other_unit, c.other_year, c.other_quarter,
        f.field_code, f.data_element_code, f.name, f.value, f.sheet, f.cell, f.mine, f.field_mine,
        k.name as other_name, k.sheet as other_sheet, k.cell as other_cell
    from compared as c
    inner join weighed as f
        on f.file_no = c.file_no and f.unit_code = c.unit_code and f.year = c.year and f.quarter = c.quarter
    inner join batch.known_figure as k
        on k.file_no = c.other_no and k.unit_code = c.other_unit and k.year = c.other_year and k.quarter = c.other_quarter
        and k.data_element_code = f.data_element_code and k.value = f.value
),
parted as (
    select *, '' as part, mine as all_mine from matched
    union all
    select *, field_code as part, field_mine as all_mine from matched
),
counted as (
    select
        *,
        count(*) over (
            partition by file_no, unit_code, year, quarter, other_no, other_unit, other_year, other_quarter, part
        ) as equal,
        row_number() over (
            partition by file_no, unit_code, year, quarter, other_no, other_unit, other_year, other_quarter, part
            order by coalesce(sheet, ''), length(cell), cell, data_element_code
        ) as spot
    from parted
),
theirs as (
    select k.file_no, k.unit_code, k.year, k.quarter, '' as part, count(*) as all_theirs
    from batch.known_figure as k
    where k.value <> 0
    group by k.file_no, k.unit_code, k.year, k.quarter
    union all
    select k.file_no, k.unit_code, k.year, k.quarter, e.field_code, count(*)
    from batch.known_figure as k
    inner join ref.data_elements as e on e.data_element_code = k.data_element_code
    where k.value <> 0
    group by k.file_no, k.unit_code, k.year, k.quarter, e.field_code
),
nearest as (
    select
        c.*,
        min(c.part) over (partition by c.file_no, c.unit_code, c.year, c.quarter) as widest,
        row_number() over (
            partition by c.file_no, c.unit_code, c.year, c.quarter, c.part
            -- Of several alike, the office's own is most likely the one that was sent again.
            order by
                c.equal desc, case when c.other_unit = c.unit_code then 0 else 1 end, c.other_unit, c.other_year desc, c.other_quarter desc
        ) as place
    from counted as c
    inner join theirs as t
        on t.file_no = c.other_no and t.unit_code = c.other_unit and t.year = c.other_year and t.quarter = c.other_quarter
        and t.part = c.part
    -- A few figures differ where a copy was begun to be filled in.
    where c.spot = 1 and (
        c.part = '' and c.equal >= 10 and 10 * c.equal >= 9 * greatest(c.all_mine, t.all_theirs)
        or c.part <> '' and c.equal >= 8 and c.equal = greatest(c.all_mine, t.all_theirs)
    )
)
select
    n.file_no, n.unit_code, n.year, n.quarter, n.sheet, n.cell, 'warning' as severity, 'same_figures' as code,
    n.equal || ' trong ' || n.all_mine || ' số liệu khác 0 ' || coalesce('của lĩnh vực “' || coalesce(d.short_name, d.name) || '” ', '')
    || 'y hệt báo cáo quý ' || written_quarter(n.other_year, n.other_quarter) || ' của '
    || coalesce(u.name, n.other_unit) || ' (tệp “' || n.other_name || '”), như ' || n.name || ' = ' || written_number(n.value)
    || ' ở ô này và ô ' || n.other_cell || coalesce(' trang “' || n.other_sheet || '”', '') || ' của tệp ấy. Hãy xem có chép nhầm '
    || case when n.part = '' then 'tệp' else 'trang' end || ' không.' as message
from nearest as n
left join ref.units as u on u.unit_code = n.other_unit
left join ref.fields as d on d.field_code = n.part
-- Where the report's own parts disagree on its quarter, it most likely is the very report that it equals.
left join (select distinct file_no, unit_code, year, quarter from batch.problem where code = 'period_mismatch') as m
    on m.file_no = n.file_no and m.unit_code = n.unit_code and m.year = n.year and m.quarter = n.quarter
where n.place = 1 and m.file_no is null and (n.part = '' or n.widest <> '')
