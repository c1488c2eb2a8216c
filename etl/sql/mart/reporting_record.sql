-- Nền nếp báo cáo của đơn vị trong năm, tính các quý phải gửi đến quý mới nhất: đúng hạn, muộn, bị trả lại, còn thiếu.
-- grain: unit_code, year
select
    c.unit_code, c.year, u.province_code, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    c.reports_expected, c.reports_received, c.reports_on_time, c.reports_late, c.reports_untimed, c.reports_timed, c.reports_refused, c.reports_unread, c.reports_missing,
    c.reports_corrected, c.refused_count, c.days_late_total, c.days_late_most,
    c.unit_code as made_by, coalesce(u.short_name, u.name) as made_by_short_name
from work.report_count as c
inner join ref.units as u on u.unit_code = c.unit_code
