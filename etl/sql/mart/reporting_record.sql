-- Nền nếp báo cáo của đơn vị trong năm, tính các quý phải gửi đến quý mới nhất: đúng hạn, muộn, bị trả lại, còn thiếu.
-- grain: unit_code, year
with counted as (
    select
        unit_code, year,
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
        cast(sum(refused_count) as bigint) as refused_count,
        cast(sum(days_late) as bigint) as days_late_total,
        max(days_late) as days_late_most
    from mart.submission_status
    where expected and (is_tracked or status <> 'missing')
    group by unit_code, year
)
select
    c.unit_code, c.year, u.province_code, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    c.reports_expected, c.reports_received, c.reports_on_time, c.reports_late, c.reports_untimed, c.reports_timed, c.reports_refused, c.reports_unread, c.reports_missing,
    c.reports_corrected, c.refused_count, c.days_late_total, c.days_late_most,
    c.unit_code as made_by, coalesce(u.short_name, u.name) as made_by_short_name
from counted as c
inner join ref.units as u on u.unit_code = c.unit_code
