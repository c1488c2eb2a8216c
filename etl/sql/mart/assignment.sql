-- Phân công phụ trách: mỗi đơn vị, mỗi lĩnh vực trong năm do ai phụ trách; lĩnh vực chưa phân công thì để trống.
-- grain: unit_code, field_code, year
-- made: whole
-- today: same
with named as (
    select unit_code, year, field_code, string_agg(responsible, ', ' order by task_key) as responsible, min(task_key) as task_key
    from (
        select
            unit_code, year, field_code, responsible, task_key,
            row_number() over (partition by task_key order by quarter desc) as newest
        from work.task
        where kind = 'assignment'
    ) as a
    where newest = 1 and responsible is not null
    group by unit_code, year, field_code
),
-- Only of offices that say who is in charge of anything can it be said that nobody is in charge of something.
telling as (
    select distinct unit_code, year from work.task
)
select
    t.unit_code, f.field_code, t.year, u.province_code, coalesce(u.short_name, u.name) as unit_short_name,
    coalesce(f.short_name, f.name) as field_short_name, f.list_order as field_order, n.responsible, n.task_key,
    n.responsible is not null as is_assigned
from telling as t
cross join ref.fields as f
inner join ref.units as u on u.unit_code = t.unit_code
left join named as n on n.unit_code = t.unit_code and n.year = t.year and n.field_code = f.field_code
