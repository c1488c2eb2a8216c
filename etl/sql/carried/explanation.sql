-- Giải trình của đơn vị hiện nay và của các đơn vị nó tiếp nhận về cùng một chỉ tiêu, ghi tên đơn vị đã giải trình.
-- grain: unit_code, indicator_code, year, quarter
with listed as (
    select
        e.unit_code, e.indicator_code, e.year, e.quarter, e.made_by, e.cause, e.remedy, e.responsible, e.promised_on,
        case when e.made_by = e.unit_code then '' else coalesce(u.short_name, u.name) || ': ' end as maker
    from today.explanation as e
    inner join ref.units as u on u.unit_code = e.made_by
)
select
    unit_code, indicator_code, year, quarter,
    string_agg(maker || cause, '; ' order by made_by) as cause,
    string_agg(maker || remedy, '; ' order by made_by) as remedy,
    string_agg(maker || responsible, '; ' order by made_by) as responsible,
    -- The whole is mended when the last of them is.
    max(promised_on) as promised_on
from listed
group by unit_code, indicator_code, year, quarter
