-- Mỗi chỉ tiêu ở từng cấp theo kế hoạch nào, từ ngày nào đến trước ngày nào; mỗi mức một dòng.
-- grain: —
-- order: year
with named as (
    select distinct t.plan_code, t.indicator_code, p.level, p.unit_code, p.year, p.issued_on
    from stg.plan_target as t
    inner join stg.plan as p on p.plan_code = t.plan_code and (t.file_no is null and p.file_no is null or t.file_no = p.file_no)
),
-- What ended before a level's first plan was issued goes by that first plan. No date: the earliest.
first_issue as (
    select
        level, unit_code, year,
        case when count(*) = count(issued_on) then min(issued_on) end as issued_on
    from stg.plan
    group by level, unit_code, year
),
dated as (
    select
        n.level, n.unit_code, n.year, n.indicator_code, n.plan_code, n.issued_on,
        case when n.issued_on > f.issued_on or f.issued_on is null then n.issued_on end as valid_from
    from named as n
    inner join first_issue as f on f.level = n.level and f.unit_code is not distinct from n.unit_code and f.year = n.year
),
-- Of plans of one day the higher code goes before, at once.
followed as (
    select
        *,
        lead(plan_code) over later as next_plan_code,
        lead(valid_from) over later as valid_before
    from dated
    window later as (
        partition by level, coalesce(unit_code, ''), year, indicator_code
        order by case when valid_from is null then 0 else 1 end, valid_from, plan_code
    )
)
select
    n.level, n.unit_code, n.year, n.indicator_code, n.plan_code,
    n.valid_from, n.valid_before, n.next_plan_code is null as is_newest,
    t.value, t.per, t.phasing, t.volume_from, t.volume_below, t.measured_as,
    coalesce(t.due_on, p.due_on) as due_on
from followed as n
inner join stg.plan as p on p.plan_code = n.plan_code
inner join stg.plan_target as t
    on t.plan_code = n.plan_code and t.indicator_code = n.indicator_code
    and (t.file_no is null and p.file_no is null or t.file_no = p.file_no)
where n.next_plan_code is null or n.valid_before is not null
