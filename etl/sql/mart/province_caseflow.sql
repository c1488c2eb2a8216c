-- Án thụ lý toàn tỉnh: cộng các đơn vị có đủ tồn đầu năm, mới thụ lý, đã giải quyết và còn lại; nêu rõ đơn vị thiếu. Đơn vị đã giải thể trong năm được cộng như ở quý cuối đã báo cáo, trừ số còn lại; tồn đầu năm đã nằm trong của đơn vị cũ thì không cộng nữa.
-- grain: province_code, flow_code, year, quarter
with summed as (
    select
        province_code, flow_code, year, quarter, flow_name, field_code, field_short_name, flow_order, unit_of_measure,
        count(case when is_open then 1 end) as units_expected,
        count(case when is_known and is_open then 1 end) as units_counted,
        string_agg(case when not is_known then unit_short_name end, ', ' order by unit_short_name collate vi) as units_missing,
        count(case when is_known and is_provisional then 1 end) as units_provisional,
        sum(case when is_known then opening end) as opening,
        sum(case when is_known then received end) as received,
        sum(case when is_known then resolved end) as resolved,
        sum(case when is_known then closing end) as closing,
        -- What is gone of the carried-over stock stands against the stock of the same offices.
        sum(case when is_known then carried_over_resolved end) as carried_over_resolved,
        sum(case when is_known and carried_over_resolved is not null then opening end) as carried_over,
        count(case when is_known and is_open and stock_change > 0 then 1 end) as units_growing,
        count(case when is_known and is_open and stock_change < 0 then 1 end) as units_shrinking,
        count(case when is_known and is_open and imbalance <> 0 then 1 end) as units_unbalanced,
        bool_or(is_known and is_estimate) as is_estimate
    from mart.province_caseflow_unit
    group by province_code, flow_code, year, quarter, flow_name, field_code, field_short_name, flow_order, unit_of_measure
),
-- An office that was split and has closed is one, though its parts are two offices' today.
closed as (
    select u.province_code, u.flow_code, u.year, u.quarter, count(distinct o.office_code) as units_closed
    from mart.province_caseflow_unit as u
    inner join work.stood_office as o on o.unit_code = u.unit_code and o.year = u.year and o.quarter = u.stood_in
    where u.is_known and not u.is_open
    group by u.province_code, u.flow_code, u.year, u.quarter
)
select
    s.province_code, s.flow_code, s.year, s.quarter, s.flow_name, s.field_code, s.field_short_name, s.flow_order, s.unit_of_measure,
    s.units_expected, s.units_counted, coalesce(c.units_closed, 0) as units_closed, s.units_missing, units_provisional, units_provisional > 0 as is_provisional,
    cast(opening as decimal(24, 4)) as opening,
    cast(received as decimal(24, 4)) as received,
    cast(resolved as decimal(24, 4)) as resolved,
    cast(closing as decimal(24, 4)) as closing,
    cast(carried_over_resolved as decimal(24, 4)) as carried_over_resolved,
    cast(carried_over as decimal(24, 4)) as carried_over,
    cast(opening + received as decimal(24, 4)) as to_resolve,
    case when opening + received > 0 then cast(resolved as double) / cast(opening + received as double) end as resolution_rate,
    -- More old cases than the year began with: some came with an office that was taken over, and are no part of that stock.
    case when carried_over > 0 and carried_over_resolved <= carried_over then cast(carried_over_resolved as double) / cast(carried_over as double) end
        as carried_over_resolved_rate,
    case when opening + received > 0 then cast(100 * resolved as double) / cast(opening + received as double) end
        as resolution_percent,
    case when carried_over > 0 and carried_over_resolved <= carried_over then cast(100 * carried_over_resolved as double) / cast(carried_over as double) end
        as carried_over_resolved_percent,
    -- The year's opening stock of an office that has closed is in the sum; what is left of it stands with whoever took it over, and that
    -- one may be missing: then the two ends are not of the same offices.
    case when c.units_closed > 0 and s.units_missing is not null then null else cast(closing - opening as decimal(24, 4)) end as stock_change,
    case when c.units_closed > 0 and s.units_missing is not null
        then 'Không so với đầu năm: tồn đầu năm cộng cả đơn vị đã kết thúc hoạt động, số còn lại chưa có của ' || s.units_missing || '.'
    end as stock_change_note,
    cast(opening + received - resolved as decimal(24, 4)) as computed_closing,
    case when c.units_closed > 0 and s.units_missing is not null then null
        else cast(closing - (opening + received - resolved) as decimal(24, 4))
    end as imbalance,
    units_growing, units_shrinking, units_unbalanced, is_estimate
from summed as s
left join closed as c
    on c.province_code = s.province_code and c.flow_code = s.flow_code and c.year = s.year and c.quarter = s.quarter
