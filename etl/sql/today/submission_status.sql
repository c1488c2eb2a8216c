-- Tình hình gửi báo cáo của từng đơn vị trong từng quý, xếp dưới đơn vị hiện nay: đã nhận, bị trả lại hay còn thiếu, đúng hạn hay muộn.
-- grain: unit_code, made_by, year, quarter
select
    c.office_code as unit_code, m.year, m.quarter, o.province_code, o.name as unit_name,
    coalesce(o.short_name, o.name) as unit_short_name, m.expected, m.is_tracked, m.status, m.due_on, m.received_at, m.first_accepted_at,
    m.is_on_time, m.version, m.period_to, m.file, m.signed_by, m.signed_on, m.accepted_count, m.refused_count,
    m.report_status, m.days_late, m.is_late_or_returned, m.is_corrected, m.is_provisional, m.is_newer_refused, m.last_refused_at, m.last_refused_file,
    m.made_by, m.made_by_short_name
from mart.submission_status as m
inner join work.carriage as c on c.unit_code = m.unit_code and c.year = m.year and c.quarter = m.quarter
inner join ref.units as o on o.unit_code = c.office_code
