-- Kết quả của từng đơn vị, cụm, tỉnh đếm theo đánh giá ở kỳ này và kỳ trước, chỉ trên những kết quả so được với chính nó: cùng quý năm
-- trước (against: year), quý liền trước trong cùng năm (quarter). Chỉ tiêu được đánh giá ở một kỳ mà kỳ kia không phát sinh thì không vào tỷ
-- lệ nào và không vào số đạt, chậm nào: hai bên phải là đúng những chỉ tiêu ấy. Số không phát sinh đếm trên mọi kết quả so được.
-- grain: province_code, scope, place_code, field_code, year, quarter, level, against
with pair as (
    select
        *, case when is_counted then status end as status_now, case when is_counted then previous_status end as status_before
    from work.compared_pair
)
select
    l.province_code, l.scope, l.place_code, p.year, p.quarter, p.level, p.against,
    case when grouping(p.field_code) = 1 then 'all' else p.field_code end as field_code,
    count(case when p.is_counted then 1 end) as results,
    count(distinct case when p.is_counted then p.unit_code end) as units,
    count(distinct case when p.is_counted then p.indicator_code end) as indicators,
    count(case when s.is_judged then 1 end) as targets_judged,
    count(case when s.is_met then 1 end) as met_or_exceeded,
    count(case when p.status_now = 'exceeded' then 1 end) as exceeded,
    count(case when p.status_now = 'met' then 1 end) as met,
    count(case when p.status_now = 'on_track' then 1 end) as on_track,
    count(case when p.status_now = 'behind' then 1 end) as behind,
    count(case when p.status_now = 'missed' then 1 end) as missed,
    count(case when p.status = 'not_applicable' then 1 end) as not_applicable,
    count(case when b.is_judged then 1 end) as previous_targets_judged,
    count(case when b.is_met then 1 end) as previous_met_or_exceeded,
    count(case when p.status_before = 'exceeded' then 1 end) as previous_exceeded,
    count(case when p.status_before = 'met' then 1 end) as previous_met,
    count(case when p.status_before = 'on_track' then 1 end) as previous_on_track,
    count(case when p.status_before = 'behind' then 1 end) as previous_behind,
    count(case when p.status_before = 'missed' then 1 end) as previous_missed,
    count(case when p.previous_status = 'not_applicable' then 1 end) as previous_not_applicable,
    count(case when s.is_good then 1 end) as good,
    count(case when b.is_good then 1 end) as previous_good,
    count(case when s.is_good and not b.is_good then 1 end) as turned_good,
    count(case when b.is_good and not s.is_good then 1 end) as turned_bad
from pair as p
inner join work.unit_place as l on l.unit_code = p.unit_code and l.year = p.year and l.quarter = p.quarter
left join ref.statuses as s on s.status = p.status_now
left join ref.statuses as b on b.status = p.status_before
group by grouping sets (
    (l.province_code, l.scope, l.place_code, p.year, p.quarter, p.level, p.against, p.field_code),
    (l.province_code, l.scope, l.place_code, p.year, p.quarter, p.level, p.against)
)
-- Where nothing was judged in both, nothing is compared: not with a number of none.
having count(case when p.is_counted then 1 end) > 0
