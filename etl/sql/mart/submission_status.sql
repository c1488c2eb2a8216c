-- Tình hình gửi báo cáo của từng đơn vị trong từng quý: đã nhận, bị trả lại hay còn thiếu, đúng hạn hay muộn.
-- grain: unit_code, year, quarter
with numbered as (
    -- Whoever withdraws a report begins anew: what came before says nothing of the one that is due.
    select
        unit_code, year, quarter, status, is_withdrawal, is_unread, is_undated, received_at, file_no,
        max(case when status = 'accepted' and is_withdrawal then file_no else 0 end)
            over (partition by unit_code, year, quarter) as withdrawn_no
    from stg.submission_all
),
received as (
    select
        unit_code, year, quarter,
        cast(sum(case when status = 'accepted' and not is_withdrawal then 1 else 0 end) as bigint) as accepted_count,
        cast(sum(case status when 'refused' then 1 else 0 end) as bigint) as refused_count,
        min(case when status = 'accepted' and file_no > withdrawn_no then received_at end) as first_accepted_at,
        min(case when status = 'accepted' and file_no > withdrawn_no and is_undated then received_at end) as first_undated_at,
        max(case when status = 'refused' and file_no > withdrawn_no then received_at end) as last_refused_at,
        max(case when status = 'refused' and file_no > withdrawn_no then file_no end) as last_refused_no,
        -- An office whose only refused files could not even be read has sent something, and nobody knows what is in it.
        min(case when status = 'refused' and file_no > withdrawn_no then case when is_unread then 1 else 0 end end) = 1 as is_unread
    from numbered
    group by unit_code, year, quarter
),
-- No deadline is held against a quarter before the system began, nor against a report of which nobody knows when it came.
arrived as (
    select
        r.unit_code, r.year, r.quarter,
        case
            when not q.is_tracked then 'untimed'
            when r.first_accepted_at <= q.due_at then 'on_time'
            when r.first_undated_at = r.first_accepted_at then 'untimed'
            else 'late'
        end as arrival
    from received as r
    inner join ref.periods as q on q.year = r.year and q.quarter = r.quarter
    where r.first_accepted_at is not null
),
corrected as (
    select distinct unit_code, year, quarter from mart.revision
),
place as (
    select unit_code, year, quarter from work.unit_period
    union
    select unit_code, year, quarter from received
)
select
    p.unit_code, p.year, p.quarter,
    u.province_code, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    up.unit_code is not null as expected, q.is_tracked,
    case
        when r.first_accepted_at is not null then 'accepted'
        when r.last_refused_no is not null then 'refused'
        else 'missing'
    end as status,
    q.due_on,
    coalesce(s.received_at, r.last_refused_at) as received_at,
    r.first_accepted_at,
    r.first_accepted_at <= q.due_at as is_on_time,
    s.version, s.period_to, coalesce(s.file, b.file) as file, s.signed_by, s.signed_on,
    coalesce(r.accepted_count, 0) as accepted_count,
    coalesce(r.refused_count, 0) as refused_count,
    case
        when a.arrival is not null then a.arrival
        when r.last_refused_no is not null and r.is_unread then 'unread'
        when r.last_refused_no is not null then 'refused'
        else 'missing'
    end as report_status,
    case
        when a.arrival = 'on_time' then 0
        -- Late on the last day itself is late by a day.
        when a.arrival = 'late' then greatest(date_diff('day', q.due_on, cast(r.first_accepted_at as date)), 1)
    end as days_late,
    coalesce(a.arrival = 'late', false) or coalesce(r.refused_count, 0) > 0 as is_late_or_returned,
    c.unit_code is not null and s.version is not null as is_corrected,
    coalesce(s.period_to < least(q.ends_on, coalesce(u.closed_on, q.ends_on)), false) as is_provisional,
    -- A newer file was sent back while the one in force stands: what the office last wrote is not what is counted.
    coalesce(r.last_refused_no > s.file_no, false) as is_newer_refused,
    r.last_refused_at, b.file as last_refused_file,
    p.unit_code as made_by, coalesce(u.short_name, u.name) as made_by_short_name
from place as p
inner join ref.units as u on u.unit_code = p.unit_code
inner join ref.periods as q on q.year = p.year and q.quarter = p.quarter
left join work.unit_period as up on up.unit_code = p.unit_code and up.year = p.year and up.quarter = p.quarter
left join received as r on r.unit_code = p.unit_code and r.year = p.year and r.quarter = p.quarter
left join arrived as a on a.unit_code = p.unit_code and a.year = p.year and a.quarter = p.quarter
left join corrected as c on c.unit_code = p.unit_code and c.year = p.year and c.quarter = p.quarter
left join stg.submission as s on s.unit_code = p.unit_code and s.year = p.year and s.quarter = p.quarter and s.is_newest
left join stg.submission_all as b
    on b.unit_code = p.unit_code and b.year = p.year and b.quarter = p.quarter and b.file_no = r.last_refused_no
