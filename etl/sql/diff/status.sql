-- Đánh giá theo mức chính chuyển từ mức này sang mức khác, trong những báo cáo có ở cả hai bản công bố.
-- grain: unit_code, indicator_code, year, quarter
with behind_it as (
    -- What is so far in the year hangs on every earlier quarter of it.
    select s.unit_code, s.year, s.quarter, string_agg(b.file, ', ' order by b.quarter) as file, max(b.received_at) as received_at
    from diff.report_in_both as s
    inner join diff.submission as b on b.unit_code = s.unit_code and b.year = s.year and b.quarter <= s.quarter and b.event <> 'refused'
    group by s.unit_code, s.year, s.quarter
)
select
    row_number() over (order by unit_code, indicator_code, year, quarter) as change_no,
    unit_code, indicator_code, year, quarter,
    n.unit_short_name, n.indicator_name, n.is_focus, n.unit_of_measure, n.decimals,
    o.status as old_status, n.status as new_status,
    o.measure as old_measure, n.measure as new_measure, o.direction as old_direction, n.direction as new_direction,
    o.value as old_value, n.value as new_value, o.margin as old_margin, n.margin as new_margin,
    -- Too near to their targets for any digits: on which side.
    case when o.value_places = 12 then case when (o.margin > 0) = (o.direction = 'at_least') then 'trên' else 'dưới' end end as old_side,
    case when n.value_places = 12 then case when (n.margin > 0) = (n.direction = 'at_least') then 'trên' else 'dưới' end end as new_side,
    o.numerator as old_numerator, o.denominator as old_denominator,
    n.numerator as new_numerator, n.denominator as new_denominator,
    o.target as old_target, n.target as new_target,
    b.file, b.received_at,
    case
        when was.is_good = false and now.is_good = false then case when now.sort_order > was.sort_order then 'worse' else 'better' end
        when now.is_good = false then 'worse'
        when was.is_good = false then 'better'
        else 'other'
    end as turn
from before.mart.attainment as o
inner join after.mart.attainment as n using (unit_code, indicator_code, year, quarter)
inner join diff.report_in_both as s using (unit_code, year, quarter)
inner join after.ref.statuses as was on was.status = o.status
inner join after.ref.statuses as now on now.status = n.status
left join behind_it as b using (unit_code, year, quarter)
where o.status <> n.status
