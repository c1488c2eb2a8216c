-- Với mỗi chỉ tiêu ở từng cấp, kế hoạch ban hành sau cùng có nêu chỉ tiêu đó; mỗi mức một dòng.
-- grain: —
-- order: year
with named as (
    select distinct t.plan_code, t.indicator_code, p.level, p.unit_code, p.year, p.issued_on
    from stg.plan_target as t
    inner join stg.plan as p on p.plan_code = t.plan_code and (t.file_no is null and p.file_no is null or t.file_no = p.file_no)
),
newest as (
    select
        *,
        row_number() over (
            partition by level, coalesce(unit_code, ''), year, indicator_code
            order by issued_on desc nulls last, plan_code desc
        ) as place
    from named
)
select
    n.level, n.unit_code, n.year, n.indicator_code, n.plan_code,
    t.value, t.per, t.phasing, t.volume_from, t.volume_below, t.measured_as,
    coalesce(t.due_on, p.due_on) as due_on
from newest as n
inner join stg.plan as p on p.plan_code = n.plan_code
inner join stg.plan_target as t
    on t.plan_code = n.plan_code and t.indicator_code = n.indicator_code
    and (t.file_no is null and p.file_no is null or t.file_no = p.file_no)
where n.place = 1
