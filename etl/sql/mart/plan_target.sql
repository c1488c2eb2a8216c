-- Từng mức chỉ tiêu ghi trong từng văn bản, viết thành chữ, và văn bản ấy còn là căn cứ hay đã được thay.
-- grain: plan_code, indicator_code, volume_from
-- order: year, unit_code, plan_code, indicator_code, volume_from
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
    value.text || case
        when i.kind = 'rate' and w.measured_as is distinct from 'count' then '%'
        else coalesce(' ' || i.unit_of_measure, '')
    end
    || case when w.per is not null then ' × ' || lower(left(e.name, 1)) || substr(e.name, 2) else '' end
    || case when w.phasing = 'each_quarter' then ' mỗi quý' else '' end
    || case
        when w.volume_from is not null and w.volume_below is not null
            then ' (quy mô từ ' || low.text || ' đến dưới ' || below.text || ')'
        when w.volume_from is not null then ' (quy mô từ ' || low.text || ' trở lên)'
        when w.volume_below is not null then ' (quy mô dưới ' || below.text || ')'
        else ''
    end as asked,
    f.plan_code is not null as is_in_force,
    i.list_order,
    w.number as plan_number, w.title as plan_title, w.issued_on,
    case when w.file_no is null then 'targets.csv' else s.name end as file, w.sheet, w.cell
from written as w
inner join ref.indicators as i on i.indicator_code = w.indicator_code
left join ref.units as u on u.unit_code = w.unit_code
left join ref.data_elements as e on e.data_element_code = w.per
left join stg.file as s on s.file_no = w.file_no
left join work.wording as value on value.amount = w.value and value.is_trimmed
left join work.wording as low on low.amount = w.volume_from and low.is_trimmed
left join work.wording as below on below.amount = w.volume_below and below.is_trimmed
left join (select distinct plan_code, indicator_code from work.plan_in_force) as f
    on f.plan_code = w.plan_code and f.indicator_code = w.indicator_code
