-- Phát hiện của các cuộc kiểm tra đến ngày cuối từng quý: đã khắc phục, xác nhận chưa, quá hạn bao lâu, có lặp lại không, số trước và sau.
-- grain: unit_code, finding_key, year, quarter
-- made: whole
-- today: same
with repeated as (
    select a.finding_key, count(distinct b.inspection_key) as times
    from work.finding as a
    inner join work.finding as b
        on b.unit_code = a.unit_code and b.field_code = a.field_code and b.kind <> 'strength' and b.inspection_key <> a.inspection_key
        and b.year in (a.year, a.year - 1) and b.decided_on < a.decided_on
    where a.kind <> 'strength'
    group by a.finding_key
),
figure as (
    select
        f.finding_key, a.year, a.quarter, a.numerator, a.denominator, a.value, a.status, a.measure, a.decimals, p.ends_on, p.period_no,
        p.ends_on < f.decided_on as is_before
    from work.finding as f
    inner join mart.attainment as a on a.unit_code = f.unit_code and a.indicator_code = f.indicator_code
    inner join ref.periods as p on p.year = a.year and p.quarter = a.quarter
    inner join ref.statuses as s on s.status = a.status
    where f.indicator_code is not null and s.is_known
),
earlier as (
    select *, row_number() over (partition by finding_key order by period_no desc) as newest from figure where is_before
),
-- The last figures up to the quarter that is looked at, of those that came after.
later as (
    select
        n.finding_key, o.year as at_year, o.quarter as at_quarter, n.year, n.quarter, n.numerator, n.denominator, n.value, n.status,
        row_number() over (partition by n.finding_key, o.year, o.quarter order by n.period_no desc) as newest
    from figure as n
    inner join ref.periods as o on o.period_no >= n.period_no
    where not n.is_before
),
placed as (
    select
        f.finding_key, f.inspection_key, f.unit_code, f.year, f.number, f.kind, f.field_code, f.indicator_code, f.text, f.due_on,
        f.inspection_number, f.mode, f.decided_on,
        -- Of what was put right after the quarter nothing is known in it.
        w.done_on as remedied_on, case when f.remedied_on is null or w.done_on is not null then f.remedy end as remedy,
        case when f.remedied_on is null or w.done_on is not null then f.verified_by end as verified_by,
        w.year as at_year, w.quarter as at_quarter, w.as_of, w.status, w.days_over, w.days_left, w.days_late, w.is_done, w.is_latest,
        case when f.decided_on is not null and h.is_open then
            greatest(date_diff('day', f.decided_on, w.as_of), 0)
        end as age_days,
        coalesce(r.times, 0) as earlier_times,
        b.year as before_year, b.quarter as before_quarter, b.numerator as before_numerator, b.denominator as before_denominator,
        b.status as before_status, l.year as after_year, l.quarter as after_quarter, l.numerator as after_numerator,
        l.denominator as after_denominator, l.status as after_status
    from work.finding as f
    inner join work.follow_up as w on w.item = 'finding' and w.record_key = f.finding_key
    inner join ref.follow_up_statuses as h on h.status = w.status
    left join repeated as r on r.finding_key = f.finding_key
    left join earlier as b on b.finding_key = f.finding_key and b.newest = 1
    left join later as l on l.finding_key = f.finding_key and l.at_year = w.year and l.at_quarter = w.quarter and l.newest = 1
)
select
    p.unit_code, p.finding_key, p.at_year as year, p.at_quarter as quarter, u.province_code, u.name as unit_name,
    coalesce(u.short_name, u.name) as unit_short_name, p.inspection_key, p.inspection_number, p.mode, p.year as inspection_year, p.decided_on,
    p.number, p.kind, k.name as kind_name, p.field_code, coalesce(d.short_name, d.name) as field_short_name,
    p.indicator_code, coalesce(n.short_name, n.name) as indicator_short_name, p.text, p.due_on, p.remedy, p.remedied_on, p.verified_by,
    p.as_of, p.status, s.name as status_name, s.sort_order as status_order, s.is_good, s.is_open, p.days_over, p.days_left, p.days_late, p.is_done, p.is_latest,
    p.age_days,
    case
        when p.age_days is null then null when p.age_days <= 30 then '0' when p.age_days <= 90 then '31' when p.age_days <= 180 then '91'
        else '181'
    end as age_band,
    p.earlier_times > 0 as is_repeated,
    p.before_year, p.before_quarter, p.before_numerator, p.before_denominator, p.before_status,
    p.after_year, p.after_quarter, p.after_numerator, p.after_denominator, p.after_status,
    p.unit_code as made_by, coalesce(u.short_name, u.name) as made_by_short_name,
    case
        when p.kind is null then 'Loại phát hiện đã rút lại, chưa ghi loại mới: chưa xét.'
        when p.status = 'noted' then 'Ghi nhận ưu điểm.'
        when p.status = 'to_verify' then 'Đơn vị báo đã khắc phục ngày ' || substr(cast(p.remedied_on as varchar), 9, 2) || '/' || substr(cast(p.remedied_on as varchar), 6, 2) || '/' || substr(cast(p.remedied_on as varchar), 1, 4) 
            || coalesce(', muộn ' || p.days_late || ' ngày', '') || ', chưa có người xác nhận.'
        when p.status = 'done_in_time' then 'Đã khắc phục ngày ' || substr(cast(p.remedied_on as varchar), 9, 2) || '/' || substr(cast(p.remedied_on as varchar), 6, 2) || '/' || substr(cast(p.remedied_on as varchar), 1, 4) || ', ' || p.verified_by || ' xác nhận.'
        when p.status = 'done_late' then 'Đã khắc phục ngày ' || substr(cast(p.remedied_on as varchar), 9, 2) || '/' || substr(cast(p.remedied_on as varchar), 6, 2) || '/' || substr(cast(p.remedied_on as varchar), 1, 4) || ', muộn ' || p.days_late || ' ngày; '
            || p.verified_by || ' xác nhận.'
        when p.status = 'overdue' and p.days_over = 0 then 'Đến hạn ngày ' || substr(cast(p.due_on as varchar), 9, 2) || '/' || substr(cast(p.due_on as varchar), 6, 2) || '/' || substr(cast(p.due_on as varchar), 1, 4) || case when p.remedy is null then ' mà chưa khắc phục.' else '.' end
        when p.status = 'overdue' then 'Quá hạn khắc phục ' || p.days_over || ' ngày (hạn ' || substr(cast(p.due_on as varchar), 9, 2) || '/' || substr(cast(p.due_on as varchar), 6, 2) || '/' || substr(cast(p.due_on as varchar), 1, 4) || ').'
        when p.status = 'due_soon' then 'Còn ' || p.days_left || ' ngày đến hạn khắc phục ' || substr(cast(p.due_on as varchar), 9, 2) || '/' || substr(cast(p.due_on as varchar), 6, 2) || '/' || substr(cast(p.due_on as varchar), 1, 4) || '.'
        when p.status = 'open' then case when p.remedy is null then 'Chưa khắc phục, hạn ' else 'Còn hạn, đến ' end || substr(cast(p.due_on as varchar), 9, 2) || '/' || substr(cast(p.due_on as varchar), 6, 2) || '/' || substr(cast(p.due_on as varchar), 1, 4) || '.'
        when p.remedy is not null then 'Không đặt hạn.'
        else 'Chưa ghi việc khắc phục, không đặt hạn.'
    end
    || case when p.remedy is not null and p.remedied_on is null and p.status in ('overdue', 'due_soon', 'open', 'no_due')
        then ' Đã ghi cách khắc phục, chưa ghi ngày khắc phục.' else '' end
    -- An office that inspects itself may put right what it finds before its report is dated; the province finds nothing before it decides to look.
    || case
        when p.mode = 'direct' and p.remedied_on < p.decided_on then
            ' Ngày khắc phục (' || substr(cast(p.remedied_on as varchar), 9, 2) || '/' || substr(cast(p.remedied_on as varchar), 6, 2) || '/' || substr(cast(p.remedied_on as varchar), 1, 4)
            || ') ghi trước ngày quyết định kiểm tra; cần xem lại.'
        when p.due_on < p.decided_on then
            ' Hạn khắc phục (' || substr(cast(p.due_on as varchar), 9, 2) || '/' || substr(cast(p.due_on as varchar), 6, 2) || '/' || substr(cast(p.due_on as varchar), 1, 4)
            || ') ghi trước ngày kiểm tra; cần xem lại.'
        else ''
    end
    || case when p.earlier_times > 0 then ' Lặp lại: lần kiểm tra trước đã nêu ở lĩnh vực này.' else '' end
    || case when p.indicator_code is null then ''
        when p.before_year is null and p.after_year is null then ' Chưa có số của chỉ tiêu này.'
        else ' ' || coalesce(n.short_name, n.name) || ': trước '
            || coalesce(bs.name || ' (' || bp.roman || '/' || p.before_year || ', '
                || rtrim(rtrim(replace(cast(cast(p.before_numerator as decimal(24, 4)) as varchar), '.', ','), '0'), ',') || coalesce('/' || rtrim(rtrim(replace(cast(cast(p.before_denominator as decimal(24, 4)) as varchar), '.', ','), '0'), ','), '') || ')', 'chưa có số')
            || ', sau ' || coalesce(ass.name || ' (' || ap.roman || '/' || p.after_year || ', '
                || rtrim(rtrim(replace(cast(cast(p.after_numerator as decimal(24, 4)) as varchar), '.', ','), '0'), ',') || coalesce('/' || rtrim(rtrim(replace(cast(cast(p.after_denominator as decimal(24, 4)) as varchar), '.', ','), '0'), ','), '') || ')', 'chưa có số') || '.'
    end as reason
from placed as p
inner join ref.units as u on u.unit_code = p.unit_code
left join ref.fields as d on d.field_code = p.field_code
left join ref.indicators as n on n.indicator_code = p.indicator_code
left join ref.record_words as k on k.about = 'finding_kind' and k.code = p.kind
inner join ref.follow_up_statuses as s on s.status = p.status
left join ref.statuses as bs on bs.status = p.before_status
left join ref.statuses as ass on ass.status = p.after_status
left join ref.periods as bp on bp.year = p.before_year and bp.quarter = p.before_quarter
left join ref.periods as ap on ap.year = p.after_year and ap.quarter = p.after_quarter
