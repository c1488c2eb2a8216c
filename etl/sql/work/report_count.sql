-- Số báo cáo phải gửi theo tình trạng: của tỉnh trong từng quý (không nêu đơn vị), của đơn vị trong cả năm (không nêu quý).
-- grain: province_code, unit_code, year, quarter
select
    province_code, unit_code, year, quarter,
    count(*) as reports_expected,
    cast(sum(case status when 'accepted' then 1 else 0 end) as bigint) as reports_received,
    cast(sum(case report_status when 'on_time' then 1 else 0 end) as bigint) as reports_on_time,
    cast(sum(case report_status when 'late' then 1 else 0 end) as bigint) as reports_late,
    cast(sum(case when report_status = 'untimed' then 1 else 0 end) as bigint) as reports_untimed,
    cast(sum(case when report_status <> 'untimed' then 1 else 0 end) as bigint) as reports_timed,
    cast(sum(case report_status when 'refused' then 1 else 0 end) as bigint) as reports_refused,
    cast(sum(case report_status when 'unread' then 1 else 0 end) as bigint) as reports_unread,
    cast(sum(case report_status when 'missing' then 1 else 0 end) as bigint) as reports_missing,
    cast(sum(case when is_corrected then 1 else 0 end) as bigint) as reports_corrected,
    cast(sum(case when is_provisional then 1 else 0 end) as bigint) as reports_provisional,
    cast(sum(refused_count) as bigint) as refused_count,
    cast(sum(days_late) as bigint) as days_late_total,
    max(days_late) as days_late_most,
    min(due_on) as due_on
from mart.submission_status
where expected and (is_tracked or status <> 'missing')
group by grouping sets ((province_code, year, quarter), (province_code, unit_code, year))
