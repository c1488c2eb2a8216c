-- Đơn vị hiện nay trong từng quý mà nó, hoặc một đơn vị nó tiếp nhận, hoạt động; đã báo cáo khi mọi đơn vị ấy đã báo cáo.
-- grain: unit_code, year, quarter
with carried as (
    select
        o.unit_code, o.province_code, o.cluster, o.opened_on, o.own_opened_on, o.closed_on,
        up.year, up.quarter, up.starts_on, up.ends_on, up.year_starts_on, up.year_ends_on, up.due_on,
        -- Before it opened it is named with those that were there.
        case when bool_or(up.unit_code = o.unit_code) then '' else string_agg(c.unit_short_name, ', ' order by c.unit_short_name collate vi) end as before,
        coalesce(o.short_name, o.name) as named,
        -- The last day on which one of them was open: between their closing and its opening there may be days of nobody.
        max(up.last_day) as last_day,
        bool_and(up.is_reported) as is_reported, bool_and(up.is_open_throughout) as is_each_open_throughout,
        -- Figures that run to the last day of each office run to the end; else to where those of one of them end.
        min(case when up.is_reported and up.period_to < up.last_day then up.period_to end) as ends_early_on
    from work.unit_period as up
    inner join mart.carrier as c on c.unit_code = up.unit_code and c.year = up.year and c.quarter = up.quarter
    inner join carried.office as o on o.unit_code = c.carried_by
    group by
        o.unit_code, o.province_code, o.cluster, o.opened_on, o.own_opened_on, o.closed_on,
        up.year, up.quarter, up.starts_on, up.ends_on, up.year_starts_on, up.year_ends_on, up.due_on, coalesce(o.short_name, o.name)
),
dated as (
    select
        *,
        greatest(starts_on, coalesce(opened_on, starts_on)) as first_day
    from carried
)
select
    unit_code, case when before = '' then named else before || ' (nay là ' || named || ')' end as known_as, province_code, cluster, opened_on, own_opened_on, closed_on, year, quarter, starts_on, ends_on,
    year_starts_on, year_ends_on, due_on, first_day, last_day, is_reported,
    case when is_reported then least(coalesce(ends_early_on, last_day), last_day) else last_day end as period_to,
    first_day = starts_on and last_day = ends_on as is_open_throughout, is_each_open_throughout,
    is_reported and coalesce(ends_early_on < last_day, false) as is_provisional,
    bool_and(is_reported) over (partition by unit_code, year order by quarter) as is_complete
from dated
