-- Tình hình gửi báo cáo của cả tỉnh trong quý: số đơn vị phải gửi, đúng hạn, muộn, bị trả lại, còn thiếu.
-- grain: province_code, year, quarter
-- today: same
select
    province_code, year, quarter, reports_expected, reports_received, reports_on_time, reports_late, reports_untimed, reports_timed,
    reports_refused, reports_unread, reports_missing, reports_corrected, reports_provisional, days_late_most, due_on
from work.report_count
where unit_code is null
