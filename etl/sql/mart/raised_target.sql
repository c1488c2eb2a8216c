-- Chỉ tiêu đơn vị đăng ký cao hơn mức giao: đến quý này đã đạt mức tự đặt, mới đạt mức giao, hay chưa đạt mức nào.
-- grain: unit_code, indicator_code, year, quarter
-- order: year, quarter, province_code, unit_code, indicator_code
with placed as (
    select
        r.unit_code, r.indicator_code, r.year, r.quarter, r.province_code, r.unit_name, r.unit_short_name, r.field_code, r.field_name,
        r.indicator_name, r.indicator_short_name, r.is_focus, r.direction, r.measure, r.decimals, r.numerator, r.denominator, r.value, r.value_places,
        p.assigned_asked, p.registered_asked, r.status, a.status as assigned_status, r.is_fragile, r.is_close, r.is_estimate,
        case
            when not s.is_judged then 'not_judged'
            when s.is_met then 'reached'
            when r.status = 'on_track' then 'on_way'
            when g.is_good then 'assigned_only'
            else 'short'
        end as outcome,
        r.reason || case
            -- The number it was judged by in this quarter: a later plan, or a tier of another volume, asks another.
            when s.is_judged and not s.is_good and g.is_judged then ' So với mức giao ' || n.text
                || case a.measure when 'rate' then '%' else coalesce(' ' || a.unit_of_measure, '') end || ': '
                || lower(case a.direction when 'at_most' then g.ceiling_name else g.name end) || '.'
            else ''
        end as reason
    from mart.target_status as r
    inner join mart.plan_stance as p
        on p.unit_code = r.unit_code and p.indicator_code = r.indicator_code and p.year = r.year and p.stance = 'raised'
        and p.made_by = r.unit_code
    left join mart.target_status as a
        on a.unit_code = r.unit_code and a.indicator_code = r.indicator_code and a.year = r.year and a.quarter = r.quarter
        and a.level = 'assigned'
    inner join ref.statuses as s on s.status = r.status
    left join ref.statuses as g on g.status = a.status
    left join work.number_text as n on n.amount = a.target and n.is_trimmed
    where r.level = 'registered'
)
select
    *,
    case outcome when 'reached' then 1 when 'on_way' then 2 when 'assigned_only' then 3 when 'short' then 4 else 5 end
        as outcome_order
from placed
