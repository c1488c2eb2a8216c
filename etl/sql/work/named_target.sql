-- Mức mà kế hoạch có hiệu lực ở ngày chốt số liệu đặt cho đơn vị, ở từng cấp: đã nhân theo đầu người và tính theo số ngày
-- hoạt động; chưa xét quy mô. Dòng không có quý: mức giao của cả năm theo kế hoạch mới nhất, kể cả khi năm chưa có báo cáo.
-- grain: —
-- order: year, unit_code
with moment as (
    select unit_code, province_code, year, quarter, opened_on, closed_on, year_starts_on, year_ends_on, period_to
    from work.unit_period
    union all
    select o.unit_code, u.province_code, o.year, null, u.opened_on, u.closed_on, y.year_starts_on, y.year_ends_on, null
    from work.open_unit as o
    inner join work.office as u on u.unit_code = o.unit_code
    inner join ref.periods as y on y.year = o.year and y.quarter = 1
),
headcount as (
    select unit_code, data_element_code, year, quarter, value from work.headcount
    union all
    select unit_code, data_element_code, year, null, value
    from (
        select *, row_number() over (partition by unit_code, data_element_code, year order by quarter desc) as place
        from work.headcount
    ) as newest
    where place = 1
),
named as (
    select
        up.unit_code, up.province_code, up.year, up.quarter, up.opened_on,
        t.indicator_code, t.level, t.plan_code, t.phasing, t.per, t.volume_from, t.volume_below, t.value as value_asked,
        i.direction, i.kind = 'count' or t.measured_as is not distinct from 'count' as is_count,
        t.valid_from is not null or not t.is_newest as is_changed_in_year,
        case when t.per is null then cast(1 as decimal(23, 4)) else cast(h.value as decimal(23, 4)) end as heads,
        up.year_starts_on, up.year_ends_on, coalesce(t.due_on, up.year_ends_on) as due_on,
        greatest(up.year_starts_on, coalesce(up.opened_on, up.year_starts_on)) as counted_from,
        least(coalesce(t.due_on, up.year_ends_on), coalesce(up.closed_on, t.due_on, up.year_ends_on)) as due_by,
        case
            when t.per is null then cast(t.value as decimal(26, 4))
            -- What is larger than sums over many offices may be stays unknown, here and where a share of it is carried.
            when cast(t.value as decimal(14, 4)) * cast(h.value as decimal(23, 4)) < 1000000000000000000
                then cast(cast(t.value as decimal(14, 4)) * cast(h.value as decimal(23, 4)) as decimal(26, 4))
        end as value,
        case
            when t.per is not null
                then cast(t.value as decimal(14, 4)) * cast(h.value as decimal(23, 4)) >= 1000000000000000000
        end as is_too_large
    from moment as up
    inner join work.plan_in_force as t
        on t.year = up.year and (t.level <> 'registered' or t.unit_code = up.unit_code)
        and case
            when up.quarter is null then t.level = 'assigned'
                and (t.valid_from is null or up.closed_on is null or t.valid_from <= up.closed_on)
                and (t.valid_before is null or coalesce(t.valid_before > up.closed_on, false))
            else (t.valid_from is null or t.valid_from <= up.period_to) and (t.valid_before is null or t.valid_before > up.period_to)
        end
    inner join ref.indicators as i on i.indicator_code = t.indicator_code
    left join headcount as h
        on h.unit_code = up.unit_code and h.data_element_code = t.per and h.year = up.year
        and h.quarter is not distinct from up.quarter
),
-- A count is asked in proportion to the days open; what a unit registered is its own word and stays.
counted as (
    select
        *,
        date_diff('day', year_starts_on, due_on) + 1 as days_in_all,
        date_diff('day', counted_from, due_by) + 1 as days_open,
        is_count and level <> 'registered' and phasing <> 'each_quarter' and (counted_from > year_starts_on or due_by < due_on)
            as is_in_proportion
    from named
    -- What the sector or the province wanted done before a unit opened does not bind it.
    where level = 'registered' or opened_on is null or due_on >= opened_on
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
    unit_code, province_code, year, quarter, indicator_code, level, plan_code, phasing, per, volume_from, volume_below, value_asked, heads,
    direction, is_count, is_changed_in_year, counted_from, due_by as due_on, is_in_proportion, days_open, days_in_all,
    days_in_all = date_diff('day', year_starts_on, year_ends_on) + 1 as is_of_year,
    value as whole_year_value, coalesce(is_too_large, false) as is_too_large,
    cast(case
        when not is_in_proportion then value
        else whole_days + cast((rest - mod(rest, days_in_all)) / days_in_all as decimal(26, 4))
            + case when direction = 'at_most' and mod(rest, days_in_all) > 0 then 1 else 0 end
    end as decimal(26, 4)) as value
from parted
