-- Nền nếp báo cáo trong năm của từng đơn vị, xếp dưới đơn vị hiện nay: đúng hạn, muộn, bị trả lại, còn thiếu.
-- grain: unit_code, made_by, year
select
    c.office_code as unit_code, m.year, o.province_code, o.name as unit_name,
    coalesce(o.short_name, o.name) as unit_short_name, m.reports_expected, m.reports_received, m.reports_on_time,
    m.reports_late, m.reports_untimed, m.reports_timed, m.reports_refused, m.reports_unread, m.reports_missing, m.reports_corrected, m.refused_count, m.days_late_total,
    m.days_late_most, m.made_by, m.made_by_short_name
from mart.reporting_record as m
inner join work.said_by as c on c.unit_code = m.unit_code and c.year = m.year
inner join ref.units as o on o.unit_code = c.office_code
