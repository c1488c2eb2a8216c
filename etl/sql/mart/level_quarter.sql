-- Bảng điểm của từng đơn vị, cụm và tỉnh so với quý trước trong cùng năm: tỷ lệ đạt, vượt hoặc đúng tiến độ. Số luỹ kế lớn dần trong năm nên không so tỷ lệ đạt mức cả năm, mà so tỷ lệ không chậm so với phần phải có đến mỗi quý. Chỉ so những kết quả cùng đơn vị, cùng chỉ tiêu, có mức và đủ số liệu ở cả hai quý.
-- grain: province_code, scope, place_code, field_code, year, quarter, level
with pair as (
    select
        n.unit_code, n.indicator_code, a.field_code, n.year, n.quarter, n.level, n.status, b.status as previous_status,
        s.is_judged and t.is_judged as is_judged
    from work.judged_row as n
    inner join work.quarter_before as o
        on o.unit_code = n.unit_code and o.year = n.year and o.quarter = n.quarter and o.obstacle is null
    inner join mart.attainment as a
        on a.unit_code = n.unit_code and a.indicator_code = n.indicator_code and a.year = n.year and a.quarter = n.quarter
        and a.is_complete
    inner join work.judged_row as b
        on b.unit_code = n.unit_code and b.indicator_code = n.indicator_code and b.year = n.year and b.quarter = n.quarter - 1
        and b.level = n.level
    inner join ref.statuses as s on s.status = n.status
    inner join ref.statuses as t on t.status = b.status
    where n.status not in ('no_target', 'not_reported') and b.status not in ('no_target', 'not_reported')
),
counted as (
    select
        l.province_code, l.scope, l.place_code, p.year, p.quarter, p.level,
        case when grouping(p.field_code) = 1 then 'all' else p.field_code end as field_code,
        count(case when p.is_judged then 1 end) as results,
        count(distinct case when p.is_judged then p.unit_code end) as units,
        count(distinct case when p.is_judged then p.indicator_code end) as indicators,
        count(case when p.is_judged and s.is_good then 1 end) as good,
        count(case when p.is_judged and b.is_good then 1 end) as previous_good,
        count(case when p.is_judged and s.is_good and not b.is_good then 1 end) as turned_good,
        count(case when p.is_judged and b.is_good and not s.is_good then 1 end) as turned_bad,
        count(case when p.status = 'on_track' then 1 end) as on_track,
        count(case when p.status = 'behind' then 1 end) as behind,
        count(case when p.status = 'missed' then 1 end) as missed,
        count(case when p.status = 'not_applicable' then 1 end) as not_applicable,
        count(case when p.previous_status = 'on_track' then 1 end) as previous_on_track,
        count(case when p.previous_status = 'behind' then 1 end) as previous_behind,
        count(case when p.previous_status = 'missed' then 1 end) as previous_missed,
        count(case when p.previous_status = 'not_applicable' then 1 end) as previous_not_applicable
    from pair as p
    inner join work.unit_place as l on l.unit_code = p.unit_code and l.year = p.year and l.quarter = p.quarter
    inner join ref.statuses as s on s.status = p.status
    inner join ref.statuses as b on b.status = p.previous_status
    group by grouping sets (
        (l.province_code, l.scope, l.place_code, p.year, p.quarter, p.level, p.field_code),
        (l.province_code, l.scope, l.place_code, p.year, p.quarter, p.level)
    )
)
select
    q.province_code, q.scope, q.place_code, q.field_code, q.year, q.quarter, q.level,
    c.results as compared_results, c.units as compared_units, c.indicators as compared_indicators,
    case
        when c.results > 0 then
            'So tỷ lệ đạt, vượt hoặc đúng tiến độ với quý trước trên ' || c.results || ' kết quả của ' || c.units || ' đơn vị, '
            || c.indicators || ' chỉ tiêu được đánh giá và đủ số liệu ở cả hai quý.'
        when q.quarter = 1 then 'Không so sánh: quý I mở đầu năm công tác, số luỹ kế bắt đầu lại từ đầu.'
        when not t.is_tracked then 'Không có số liệu quý trước: hệ thống bắt đầu dùng từ quý này.'
        when q.scope = 'unit' and o.obstacle is not null then o.obstacle
        when q.scope = 'unit' then 'Không so sánh: không có chỉ tiêu nào được đánh giá và đủ số liệu ở cả hai quý.'
        else 'Không so sánh: không có đơn vị nào hoạt động trọn và đủ báo cáo ở cả hai quý với cùng chỉ tiêu.'
    end as comparison_note,
    c.good as compared_good, c.previous_good,
    case when c.results > 0 then 100.0 * cast(c.good as double) / cast(c.results as double) end as share_good,
    case when c.results > 0 then 100.0 * cast(c.previous_good as double) / cast(c.results as double) end as previous_share_good,
    case when c.results > 0 then 100.0 * cast(c.good - c.previous_good as double) / cast(c.results as double) end as change_share_good,
    c.good - c.previous_good as change_good, c.turned_good, c.turned_bad,
    c.previous_on_track, c.previous_behind, c.previous_missed, c.previous_not_applicable,
    c.on_track - c.previous_on_track as change_on_track,
    c.behind - c.previous_behind as change_behind,
    c.missed - c.previous_missed as change_missed,
    c.not_applicable - c.previous_not_applicable as change_not_applicable
from mart.level_scorecard as q
left join ref.periods as t on t.year = q.year and t.quarter = q.quarter - 1
left join counted as c
    on c.province_code = q.province_code and c.scope = q.scope and c.place_code = q.place_code and c.field_code = q.field_code
    and c.year = q.year and c.quarter = q.quarter and c.level = q.level
left join work.quarter_before as o on o.unit_code = case when q.scope = 'unit' then q.place_code end and o.year = q.year and o.quarter = q.quarter
