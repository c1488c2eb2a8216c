-- Tệp bị trả lại, trọn hay một phần, theo quý mà nó báo cáo: của đơn vị nào, bao nhiêu lỗi, bản đánh dấu lỗi, đã có bản thay chưa. Tệp không rõ kỳ đứng ở quý đang phải báo cáo khi nhận nó.
-- grain: file_no, year, quarter
-- made: whole
with named as (
    select
        s.file_no, s.year, s.quarter,
        min(u.province_code) as province_code,
        string_agg(coalesce(u.short_name, u.name), ', ' order by u.unit_code) as unit_names,
        min(s.unit_code) as unit_code,
        count(*) as reports,
        min(case when n.file_no > s.file_no then 1 else 0 end) = 1 as is_replaced
    from stg.submission_all as s
    inner join work.period as p on p.year = s.year and p.quarter = s.quarter
    left join ref.units as u on u.unit_code = s.unit_code
    left join stg.submission as n
        on n.unit_code = s.unit_code and n.year = s.year and n.quarter = s.quarter and n.is_newest
    where s.status = 'refused'
    group by s.file_no, s.year, s.quarter
),
ended as (
    select f.file_no, max(p.period_no) as period_no
    from stg.file as f
    inner join work.period as p on p.ends_on < cast(f.received_at as date)
    group by f.file_no
),
earliest as (
    select min(period_no) as period_no from work.period
),
found as (
    select
        file_no, cast(sum(case severity when 'error' then 1 else 0 end) as bigint) as errors,
        cast(sum(case severity when 'warning' then 1 else 0 end) as bigint) as warnings
    from stg.problem
    group by file_no
)
select
    f.file_no,
    coalesce(n.year, q.year) as year,
    coalesce(n.quarter, q.quarter) as quarter,
    n.file_no is not null as is_period_known,
    n.province_code, case when n.reports = 1 then n.unit_code end as unit_code, n.unit_names,
    f.name as file, f.kind, f.status, f.received_at, f.returned_name,
    coalesce(p.errors, 0) as errors, coalesce(p.warnings, 0) as warnings,
    coalesce(n.is_replaced, false) as is_replaced
from stg.file as f
cross join earliest as b
left join named as n on n.file_no = f.file_no
left join ended as e on e.file_no = f.file_no
left join found as p on p.file_no = f.file_no
inner join ref.periods as q on q.period_no = coalesce(e.period_no, b.period_no)
where f.status <> 'accepted'
