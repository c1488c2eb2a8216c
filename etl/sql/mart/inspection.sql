-- Cuộc kiểm tra của từng đơn vị đến ngày cuối từng quý: cách kiểm tra, quyết định, đoàn, báo cáo, kết luận, số phát hiện; và điều số liệu nói bên cạnh.
-- grain: unit_code, inspection_key, year, quarter
-- made: whole
-- today: same
with counted as (
    select
        inspection_key,
        count(case when kind = 'strength' then 1 end) as strengths,
        count(case when kind = 'shortcoming' then 1 end) as shortcomings,
        count(case when kind = 'reminder' then 1 end) as reminders
    from work.finding
    group by inspection_key
),
-- An inspection is known from the quarter of its day on; one without a day, or of a day after its year's newest quarter, in that one.
known as (
    select i.*, p.quarter
    from work.inspection as i
    inner join work.followed_period as p on p.year = i.year and (i.decided_on <= p.ends_on or p.is_last)
),
carded as (
    select
        p.inspection_key, p.quarter as at_quarter, c.quarter, c.targets_judged, c.missed, c.behind,
        row_number() over (partition by p.inspection_key, p.quarter order by c.quarter desc) as newest
    from known as p
    inner join mart.scorecard as c on c.unit_code = p.unit_code and c.year = p.year and c.quarter <= p.quarter
    where c.targets_judged > 0
),
placed as (
    select
        i.*, coalesce(c.strengths, 0) as strengths, coalesce(c.shortcomings, 0) as shortcomings, coalesce(c.reminders, 0) as reminders,
        s.quarter as judged_quarter, s.targets_judged, s.missed, s.behind,
        i.mode = 'self' and coalesce(c.shortcomings, 0) = 0 and s.missed + s.behind > 0 as is_at_odds
    from known as i
    left join counted as c on c.inspection_key = i.inspection_key
    left join carded as s on s.inspection_key = i.inspection_key and s.at_quarter = i.quarter and s.newest = 1
)
select
    p.unit_code, p.inspection_key, p.year, p.quarter, u.province_code, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    p.number, p.mode, m.name as mode_name, p.decided_on, p.team, p.received_on, p.conclusion,
    p.strengths, p.shortcomings, p.reminders, p.judged_quarter, p.targets_judged, p.missed, p.behind,
    coalesce(p.is_at_odds, false) as is_at_odds,
    p.unit_code as made_by, coalesce(u.short_name, u.name) as made_by_short_name,
    case p.mode
        when 'self' then 'Đơn vị tự kiểm tra, báo cáo số ' when 'direct' then 'Tỉnh kiểm tra trực tiếp theo quyết định số '
        else 'Chưa ghi cách kiểm tra, văn bản số '
    end
    || p.number || coalesce(' ngày ' || substr(cast(p.decided_on as varchar), 9, 2) || '/' || substr(cast(p.decided_on as varchar), 6, 2) || '/' || substr(cast(p.decided_on as varchar), 1, 4), '') || ': '
    || p.strengths || ' ưu điểm, ' || p.shortcomings || ' hạn chế, ' || p.reminders || ' điều lưu ý.'
    || case when p.mode = 'self' and p.received_on is null then ' Chưa ghi ngày tỉnh nhận báo cáo.' else '' end
    || case when p.received_on < p.decided_on then
        ' Ngày tỉnh nhận báo cáo (' || substr(cast(p.received_on as varchar), 9, 2) || '/' || substr(cast(p.received_on as varchar), 6, 2) || '/' || substr(cast(p.received_on as varchar), 1, 4)
        || ') ghi trước ngày của văn bản; cần xem lại.'
    else '' end
    || case when p.is_at_odds then
        ' Tự kiểm tra không nêu hạn chế nào, trong khi đến quý ' || r.roman || ' có ' || (p.missed + p.behind) || '/' || p.targets_judged
        || ' chỉ tiêu chậm hoặc không đạt.'
    else '' end as reason
from placed as p
inner join ref.units as u on u.unit_code = p.unit_code
left join ref.record_words as m on m.about = 'inspection_mode' and m.code = p.mode
left join ref.periods as r on r.year = p.year and r.quarter = p.judged_quarter
