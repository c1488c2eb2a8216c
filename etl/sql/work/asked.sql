-- Từng mức chỉ tiêu ghi trong từng văn bản, để viết thành chữ.
-- grain: asked_no
select
    row_number() over (order by t.plan_code, t.indicator_code, coalesce(t.volume_from, -1)) as asked_no,
    t.plan_code, t.indicator_code, t.volume_from,
    i.kind = 'rate' and t.measured_as is distinct from 'count' as is_percent,
    i.unit_of_measure, e.name_within as per_name, cast(t.value as decimal(28, 10)) as value,
    t.phasing, t.volume_below, coalesce(t.due_on, p.due_on) as due_on
from stg.plan_target as t
inner join stg.plan as p
    on p.plan_code = t.plan_code and (t.file_no is null and p.file_no is null or t.file_no = p.file_no)
inner join ref.indicators as i on i.indicator_code = t.indicator_code
left join work.element_name as e on e.data_element_code = t.per
