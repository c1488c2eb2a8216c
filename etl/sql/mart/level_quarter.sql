-- Bảng điểm của từng đơn vị, cụm và tỉnh so với quý trước trong cùng năm: tỷ lệ đạt, vượt hoặc đúng tiến độ. Số luỹ kế lớn dần trong năm nên không so tỷ lệ đạt mức cả năm, mà so tỷ lệ không chậm so với phần phải có đến mỗi quý. Chỉ so những kết quả cùng đơn vị, cùng chỉ tiêu, được đánh giá và đủ số liệu ở cả hai quý.
-- grain: province_code, scope, place_code, field_code, year, quarter, level
select
    q.province_code, q.scope, q.place_code, q.field_code, q.year, q.quarter, q.level,
    c.results as compared_results, c.units as compared_units, c.indicators as compared_indicators,
    case
        when c.results > 0 then
            'So tỷ lệ đạt, vượt hoặc đúng tiến độ với quý trước trên ' || c.results || ' kết quả của ' || c.units || ' đơn vị, '
            || c.indicators || ' chỉ tiêu được đánh giá và đủ số liệu ở cả hai quý.'
        when t.obstacle is not null then t.obstacle
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
inner join work.previous_quarter as t on t.year = q.year and t.quarter = q.quarter
left join work.pair_count as c
    on c.province_code = q.province_code and c.scope = q.scope and c.place_code = q.place_code and c.field_code = q.field_code
    and c.year = q.year and c.quarter = q.quarter and c.level = q.level and c.against = 'quarter'
left join work.quarter_before as o on o.unit_code = case when q.scope = 'unit' then q.place_code end and o.year = q.year and o.quarter = q.quarter
