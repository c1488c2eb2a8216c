-- Án lưu hạ: số từ năm trước chuyển sang, đã giải quyết bao nhiêu, còn bao nhiêu, đến từng quý.
-- grain: unit_code, flow_code, year, quarter
with known as (
    select
        unit_code, flow_code, year, quarter, province_code, unit_name, unit_short_name, flow_name, flow_order, field_code, unit_of_measure,
        opening, carried_over_resolved, opening - carried_over_resolved as carried_over_left, is_estimate
    from mart.caseflow
    where is_known and opening > 0 and carried_over_resolved <= opening
)
select
    k.*,
    k.flow_name || ': từ năm trước chuyển sang ' || rtrim(rtrim(replace(cast(cast(k.opening as decimal(24, 4)) as varchar), '.', ','), '0'), ',') || coalesce(' ' || k.unit_of_measure, '') || ', đã giải quyết '
    || rtrim(rtrim(replace(cast(cast(k.carried_over_resolved as decimal(24, 4)) as varchar), '.', ','), '0'), ',')
    || case when k.carried_over_left > 0 then ', còn ' || rtrim(rtrim(replace(cast(cast(k.carried_over_left as decimal(24, 4)) as varchar), '.', ','), '0'), ',') || '.' else ', không còn án lưu hạ.' end
    || case when k.is_estimate then ' Đây là số ước tính.' else '' end as reason
from known as k
