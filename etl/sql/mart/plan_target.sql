-- Từng mức chỉ tiêu ghi trong từng văn bản, viết thành chữ, và văn bản ấy còn là căn cứ hay đã được thay.
-- grain: plan_code, indicator_code, volume_from
-- order: year, unit_code, plan_code, indicator_code, volume_from
-- today: same
with written as (
    select
        t.*, p.level, p.unit_code, p.year, p.number, p.title, p.issued_on,
        coalesce(t.due_on, p.due_on) as plan_due_on
    from stg.plan_target as t
    inner join stg.plan as p
        on p.plan_code = t.plan_code and (t.file_no is null and p.file_no is null or t.file_no = p.file_no)
)
select
    w.plan_code, w.indicator_code, w.volume_from, w.volume_below, w.level, w.unit_code,
    coalesce(u.short_name, u.name) as unit_short_name, w.year,
    i.field_code, i.name as indicator_name, coalesce(i.short_name, i.name) as indicator_short_name,
    i.kind, i.direction, i.unit_of_measure,
    w.value, w.per, w.phasing, w.plan_due_on as due_on, w.measured_as,
    a.asked, a.asked_in_full,
    f.plan_code is not null as is_in_force,
    i.list_order,
    w.number as plan_number, w.title as plan_title, w.issued_on,
    case when w.file_no is null then 'targets.csv' else s.name end as file, w.sheet, w.cell
from written as w
inner join ref.indicators as i on i.indicator_code = w.indicator_code
left join ref.units as u on u.unit_code = w.unit_code
left join stg.file as s on s.file_no = w.file_no
left join work.asked as k
    on k.plan_code = w.plan_code and k.indicator_code = w.indicator_code and k.volume_from is not distinct from w.volume_from
left join work.asked_text as a on a.asked_no = k.asked_no
left join (select distinct plan_code, indicator_code from work.plan_in_force where is_newest) as f
    on f.plan_code = w.plan_code and f.indicator_code = w.indicator_code
