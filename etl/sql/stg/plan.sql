-- Văn bản kế hoạch: dòng trong danh mục và kế hoạch đơn vị gửi bằng tệp, bản gửi sau thay bản gửi trước cùng mã.
-- grain: plan_code
with sent as (
    select p.*, row_number() over (partition by p.plan_code order by p.file_no desc) as newest
    from raw.plan as p
    where p.status = 'accepted'
)
select
    plan_code, level, unit_code, year, number, title, issued_on, due_on, parent_plan_code,
    cast(null as bigint) as file_no
from ref.plans
union all
select plan_code, level, unit_code, year, number, title, issued_on, due_on, parent_plan_code, file_no
from sent
where newest = 1 and plan_code not in (select plan_code from ref.plans)
