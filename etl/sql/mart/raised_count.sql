-- Trong các chỉ tiêu đăng ký cao hơn mức giao, đến quý này bao nhiêu đạt mức tự đặt, bao nhiêu mới đạt mức giao.
-- grain: province_code, field_code, year, quarter
with placed as (
    select province_code, field_code, year, quarter, outcome from mart.raised_target
    union all
    select province_code, 'all', year, quarter, outcome from mart.raised_target
)
select
    province_code, field_code, year, quarter,
    count(*) as raised,
    count(case when outcome = 'reached' then 1 end) as reached,
    count(case when outcome = 'on_way' then 1 end) as on_way,
    count(case when outcome = 'assigned_only' then 1 end) as assigned_only,
    count(case when outcome = 'short' then 1 end) as short,
    count(case when outcome = 'not_judged' then 1 end) as not_judged
from placed
group by province_code, field_code, year, quarter
