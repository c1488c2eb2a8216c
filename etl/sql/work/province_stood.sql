-- Đơn vị được xét ở toàn tỉnh trong từng quý, và đứng ở quý nào: như đang có; đã giải thể trong năm thì ở quý cuối đã báo cáo.
-- grain: unit_code, year, quarter
--
-- Open in the year, and on the quarter's last day no more: it has closed. So has one of today's offices, from the day on which all
-- that it carries had closed until it opens itself: what they reported stays in the sum.
with unit_quarter as (
    select
        u.unit_code, u.province_code, p.year, p.quarter,
        n.unit_code is not null as is_open,
        coalesce(n.last_day < p.ends_on, true) as has_closed,
        (
            select max(up.quarter) from work.unit_period as up
            where up.unit_code = u.unit_code and up.year = p.year and up.quarter <= p.quarter and up.is_reported
        ) as last_reported,
        (
            select max(up.quarter) from work.unit_period as up
            where up.unit_code = u.unit_code and up.year = p.year and up.quarter <= p.quarter
        ) as last_open
    from work.office as u
    cross join work.period as p
    left join work.unit_period as n on n.unit_code = u.unit_code and n.year = p.year and n.quarter = p.quarter
)
select
    unit_code, province_code, year, quarter, is_open, has_closed, last_open,
    case when has_closed and last_reported is not null then last_reported when is_open then quarter end as stood_in
from unit_quarter
where last_open is not null and (has_closed and last_reported is not null or is_open)
