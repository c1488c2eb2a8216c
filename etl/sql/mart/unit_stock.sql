-- Án thụ lý của từng đơn vị cộng theo đơn vị tính (vụ, việc, tin … không cộng lẫn): tồn đầu năm, còn lại, án năm trước chưa xong.
-- grain: unit_code, year, quarter, field_code, unit_of_measure
select
    unit_code, year, quarter, case when grouping(field_code) = 1 then 'all' else field_code end as field_code,
    coalesce(unit_of_measure, '') as unit_of_measure,
    min(flow_order) as flow_order,
    count(*) as flows_known,
    count(case when stock_change > 0 then 1 end) as flows_growing,
    sum(opening) as opening, sum(closing) as closing,
    sum(case when carried_over_resolved <= opening then opening - carried_over_resolved end) as carried_over_left
from mart.caseflow
where is_known and field_code is not null
group by grouping sets ((unit_code, year, quarter, unit_of_measure, field_code), (unit_code, year, quarter, unit_of_measure))
