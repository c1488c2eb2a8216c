-- Nhiệm vụ của từng đơn vị như đã biết đến từng quý: điều báo trong báo cáo quý chỉ tính từ quý ấy, số nhập trên trang tính ở quý mới nhất của năm ấy.
-- grain: task_key, year, quarter
-- order: year, unit_code, task_key, quarter
with told as (
    select
        r.record_key, r.unit_code, r.year, p.quarter, r.name, r.value,
        row_number() over (partition by r.record_key, r.name, p.year, p.quarter order by r.version desc) as newest
    from stg.record as r
    inner join ref.units as u on u.unit_code = r.unit_code
    inner join work.followed_period as p
        on p.year = r.year and (r.quarter is null or r.quarter <= p.quarter) and (u.opened_on is null or u.opened_on <= p.ends_on)
    where r.kind = 'task'
        and (r.source <> 'page' or r.name <> 'done' or p.is_last)
),
wide as (
    select
        record_key as task_key, unit_code, year, quarter,
        max(case when name = 'number' then value end) as number,
        max(case when name = 'kind' then value end) as kind,
        max(case when name = 'field_code' then value end) as field_code,
        max(case when name = 'text' then value end) as text,
        max(case when name = 'responsible' then value end) as responsible,
        cast(max(case when name = 'due_on' then value end) as date) as due_on,
        cast(max(case when name = 'planned' then value end) as integer) as planned,
        cast(max(case when name = 'done' then value end) as integer) as done,
        cast(max(case when name = 'done_on' then value end) as date) as done_on,
        max(case when name = 'evidence' then value end) as evidence
    from told
    where newest = 1
    group by record_key, unit_code, year, quarter
    -- A record of which everything but its number was taken back is gone.
    having count(case when name <> 'number' then value end) > 0
)
select
    w.task_key, w.unit_code, w.year, w.quarter, w.number, coalesce(w.kind, 'regular') as kind, w.field_code, w.text, w.responsible, w.due_on,
    coalesce(w.planned, 1) as planned, w.done_on, w.evidence, w.done
from wide as w
