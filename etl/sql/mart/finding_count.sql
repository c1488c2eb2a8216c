-- Số phát hiện theo tình trạng trong từng quý: toàn tỉnh, theo đơn vị, lĩnh vực, và số chưa khắc phục theo tuổi.
-- grain: province_code, scope, place_code, year, quarter
-- made: whole
-- today: same
with placed as (
    select province_code, year, quarter, kind, status, is_open, is_repeated, 'province' as scope, province_code as place_code, 'Toàn tỉnh' as place_name, 0 as place_order
    from mart.finding_status
    union all
    select f.province_code, f.year, f.quarter, f.kind, f.status, f.is_open, f.is_repeated, 'unit', f.unit_code, f.unit_short_name, u.list_order
    from mart.finding_status as f
    inner join mart.unit as u on u.unit_code = f.unit_code
    union all
    select f.province_code, f.year, f.quarter, f.kind, f.status, f.is_open, f.is_repeated, 'field', coalesce(f.field_code, '–'), coalesce(f.field_short_name, 'Chung'),
        coalesce(d.list_order, 999)
    from mart.finding_status as f
    left join ref.fields as d on d.field_code = f.field_code
    union all
    select province_code, year, quarter, kind, status, is_open, is_repeated, 'age', age_band,
        case age_band when '0' then 'Đến 30 ngày' when '31' then '31–90 ngày' when '91' then '91–180 ngày' else 'Trên 180 ngày' end,
        case age_band when '0' then 1 when '31' then 2 when '91' then 3 else 4 end
    from mart.finding_status
    where age_band is not null
)
select
    province_code, scope, place_code, year, quarter, max(place_name) as place_name, max(place_order) as place_order,
    count(*) as findings, count(case when kind = 'strength' then 1 end) as strengths,
    count(case when kind = 'shortcoming' then 1 end) as shortcomings, count(case when kind = 'reminder' then 1 end) as reminders,
    count(case when status = 'noted' then 1 end) as noted, count(case when status = 'done_in_time' then 1 end) as done_in_time, count(case when status = 'done_late' then 1 end) as done_late, count(case when status = 'to_verify' then 1 end) as to_verify, count(case when status = 'overdue' then 1 end) as overdue, count(case when status = 'due_soon' then 1 end) as due_soon, count(case when status = 'open' then 1 end) as open, count(case when status = 'no_due' then 1 end) as no_due,
    count(case when is_open then 1 end) as open_findings,
    count(case when is_repeated then 1 end) as repeated_findings
from placed
group by province_code, scope, place_code, year, quarter
