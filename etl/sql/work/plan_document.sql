-- Điều ghi thêm về từng văn bản kế hoạch: hạn ban hành, người ký, quán triệt ngày nào, bằng cách nào.
-- grain: plan_code
with said as (
    select
        record_key as plan_code,
        cast(max(case when name = 'issue_by' then value end) as date) as issue_by,
        max(case when name = 'signed_by' then value end) as signed_by,
        cast(max(case when name = 'spread_on' then value end) as date) as spread_on,
        max(case when name = 'spread_form' then value end) as spread_form
    from work.record
    where kind = 'plan'
    group by record_key
)
select
    p.plan_code, coalesce(s.issue_by, l.issue_by) as issue_by, coalesce(s.signed_by, l.signed_by) as signed_by, coalesce(s.spread_on, l.spread_on) as spread_on,
    coalesce(s.spread_form, l.spread_form) as spread_form
from stg.plan as p
left join ref.plans as l on l.plan_code = p.plan_code
left join said as s on s.plan_code = p.plan_code
