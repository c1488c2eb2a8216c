-- Báo cáo gửi muộn, bị trả lại hoặc còn thiếu
select unit_short_name, year, quarter, status, due_on, first_accepted_at, days_late, refused_count, file
from mart.submission_status
where expected and (report_status not in ('on_time', 'untimed') or refused_count > 0)
order by year desc, quarter desc, unit_short_name collate vi
