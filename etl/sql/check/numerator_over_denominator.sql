-- A part is no larger than its whole, for the indicators that say so.
with part as (
    select
        f.file_no, f.unit_code, f.year, f.quarter, t.owner_code as indicator_code, t.part,
        sum(cast(t.coefficient as decimal(19, 4)) * f.value) as amount, count(*) as known,
        arg_min(f.sheet, f.data_element_code) as sheet, arg_min(f.cell, f.data_element_code) as cell
    from batch.figure as f
    inner join ref.term as t on t.data_element_code = f.data_element_code and t.owner_kind = 'indicator'
    inner join ref.indicators as i on i.indicator_code = t.owner_code and i.is_bounded
    group by f.file_no, f.unit_code, f.year, f.quarter, t.owner_code, t.part
),
required as (
    select owner_code, part, count(*) as required from ref.term where owner_kind = 'indicator' group by owner_code, part
),
complete as (
    select p.* from part as p
    inner join required as r on r.owner_code = p.indicator_code and r.part = p.part and r.required = p.known
)
select n.file_no, n.unit_code, n.year, n.quarter, n.sheet, n.cell, 'error' as severity,
    'numerator_over_denominator' as code,
    i.name || ': tử số ' || written_number(n.amount) || ' lớn hơn mẫu số ' || written_number(d.amount)
    || coalesce(' (ô ' || d.cell || ')', '') || '; tử số chỉ được bằng hoặc nhỏ hơn mẫu số, hãy xem lại hai số.' as message
from complete as n
inner join complete as d
    on d.file_no = n.file_no and d.unit_code = n.unit_code and d.year = n.year and d.quarter = n.quarter
    and d.indicator_code = n.indicator_code and d.part = 'denominator'
inner join ref.indicators as i on i.indicator_code = n.indicator_code
where n.part = 'numerator' and n.amount > d.amount
