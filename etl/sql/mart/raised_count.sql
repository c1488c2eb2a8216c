-- Trong các chỉ tiêu đăng ký cao hơn mức giao, đến quý này bao nhiêu đạt mức tự đặt, bao nhiêu mới đạt mức giao.
-- grain: province_code, year, quarter
select
    province_code, year, quarter,
    count(*) as raised,
    count(case when outcome = 'reached' then 1 end) as reached,
    count(case when outcome = 'on_way' then 1 end) as on_way,
    count(case when outcome = 'assigned_only' then 1 end) as assigned_only,
    count(case when outcome = 'short' then 1 end) as short,
    count(case when outcome = 'not_judged' then 1 end) as not_judged
from mart.raised_target
group by province_code, year, quarter
