-- Số nhiệm vụ theo tình trạng trong từng quý: toàn tỉnh, theo đơn vị, lĩnh vực, loại, người chịu trách nhiệm và tháng đến hạn; của từng đơn vị theo lĩnh vực, tháng.
-- grain: province_code, scope, place_code, year, quarter
-- made: whole
-- today: same
with placed as (
    select
        province_code, cast(null as varchar) as unit_code, year, quarter, status, is_behind, 'province' as scope, province_code as place_code,
        'Toàn tỉnh' as place_name, 0 as place_order
    from mart.task_status
    union all
    select t.province_code, t.unit_code, t.year, t.quarter, t.status, t.is_behind, 'unit', t.unit_code, t.unit_short_name, u.list_order
    from mart.task_status as t
    inner join mart.unit as u on u.unit_code = t.unit_code
    union all
    select
        t.province_code, null, t.year, t.quarter, t.status, t.is_behind, 'field', coalesce(t.field_code, '–'),
        coalesce(t.field_short_name, 'Chung'), coalesce(f.list_order, 999)
    from mart.task_status as t
    left join ref.fields as f on f.field_code = t.field_code
    union all
    select
        t.province_code, t.unit_code, t.year, t.quarter, t.status, t.is_behind, 'unit_field', t.unit_code || '/' || coalesce(t.field_code, '–'),
        coalesce(t.field_short_name, 'Chung'), coalesce(f.list_order, 999)
    from mart.task_status as t
    left join ref.fields as f on f.field_code = t.field_code
    union all
    select t.province_code, null, t.year, t.quarter, t.status, t.is_behind, 'kind', t.kind, coalesce(t.kind_name, t.kind), coalesce(k.sort_order, 999)
    from mart.task_status as t
    left join ref.record_words as k on k.about = 'task_kind' and k.code = t.kind
    union all
    select province_code, unit_code, year, quarter, status, is_behind, 'person', unit_code || '/' || coalesce(responsible, '–'),
        coalesce(responsible, 'Chưa ghi người') || ' (' || unit_short_name || ')', 0
    from mart.task_status
    union all
    select
        province_code, null, year, quarter, status, is_behind, 'month', substr(cast(due_on as varchar), 1, 7),
        substr(cast(due_on as varchar), 6, 2) || '/' || substr(cast(due_on as varchar), 1, 4), 0
    from mart.task_status
    where due_on is not null
    union all
    select
        province_code, unit_code, year, quarter, status, is_behind, 'unit_month', unit_code || '/' || substr(cast(due_on as varchar), 1, 7),
        substr(cast(due_on as varchar), 6, 2) || '/' || substr(cast(due_on as varchar), 1, 4), 0
    from mart.task_status
    where due_on is not null
)
select
    province_code, scope, place_code, year, quarter, max(unit_code) as unit_code, max(place_name) as place_name, max(place_order) as place_order,
    count(*) as tasks, count(case when status = 'done_in_time' then 1 end) as done_in_time, count(case when status = 'done_late' then 1 end) as done_late, count(case when status = 'overdue' then 1 end) as overdue, count(case when status = 'due_soon' then 1 end) as due_soon, count(case when status = 'open' then 1 end) as open, count(case when status = 'no_due' then 1 end) as no_due,
    count(case when is_behind then 1 end) as behind_pace,
    count(case when status in ('done_in_time', 'done_late') then 1 end) as done_tasks
from placed
group by province_code, scope, place_code, year, quarter
