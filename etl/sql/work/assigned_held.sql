-- Mức giao tính cho đơn vị chỉ hoạt động một phần của năm: mức cả năm, số ngày hoạt động và mức tính theo số ngày ấy.
-- grain: unit_code, indicator_code, year, volume_from
-- The rule of work.named_target, for plans whose year may not have begun at the unit: what a registered target is set against.
with named as (
    select
        u.unit_code, f.indicator_code, f.year, f.plan_code, f.volume_from, f.value as value_asked, f.per, i.direction,
        y.year_starts_on, y.year_ends_on, coalesce(f.due_on, y.year_ends_on) as due_on,
        greatest(y.year_starts_on, coalesce(u.opened_on, y.year_starts_on)) as counted_from,
        least(coalesce(f.due_on, y.year_ends_on), coalesce(u.closed_on, f.due_on, y.year_ends_on)) as due_by
    from work.plan_in_force as f
    inner join ref.indicators as i on i.indicator_code = f.indicator_code
    inner join ref.periods as y on y.year = f.year and y.quarter = 1
    inner join work.open_unit as o on o.year = f.year
    inner join ref.units as u on u.unit_code = o.unit_code
    where f.level = 'assigned' and f.is_newest and f.phasing <> 'each_quarter' and (i.kind = 'count' or f.measured_as = 'count')
),
newest_head as (
    select
        unit_code, data_element_code, year, value,
        row_number() over (partition by unit_code, data_element_code, year order by quarter desc) as place
    from work.headcount
),
counted as (
    select
        n.*, case when n.per is null then cast(1 as decimal(23, 4)) else cast(h.value as decimal(23, 4)) end as heads,
        case
            when n.per is null then cast(n.value_asked as decimal(26, 4))
            when cast(n.value_asked as decimal(14, 4)) * cast(h.value as decimal(23, 4)) < 1000000000000000000
                then cast(cast(n.value_asked as decimal(14, 4)) * cast(h.value as decimal(23, 4)) as decimal(26, 4))
        end as value,
        date_diff('day', n.year_starts_on, n.due_on) + 1 as days_in_all,
        date_diff('day', n.counted_from, n.due_by) + 1 as days_open
    from named as n
    left join newest_head as h
        on h.unit_code = n.unit_code and h.data_element_code = n.per and h.year = n.year and h.place = 1
    where (n.counted_from > n.year_starts_on or n.due_by < n.due_on) and n.counted_from <= n.due_by
),
-- What goes into the days without a rest, and the rest: only numbers that divide evenly are divided, so nothing is lost.
parted as (
    select
        *,
        cast((value - mod(value, days_in_all)) / days_in_all as decimal(26, 4)) * days_open as whole_days,
        mod(value, days_in_all) * days_open as rest
    from counted
)
select
    unit_code, indicator_code, year, plan_code, volume_from, heads, days_open, days_in_all,
    days_in_all = date_diff('day', year_starts_on, year_ends_on) + 1 as is_of_year,
    cast(whole_days + cast((rest - mod(rest, days_in_all)) / days_in_all as decimal(26, 4))
        + case when direction = 'at_most' and mod(rest, days_in_all) > 0 then 1 else 0 end as decimal(26, 4)) as held
from parted
