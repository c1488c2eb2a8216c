-- Kết quả toàn tỉnh của từng chỉ tiêu: cộng các đơn vị đã báo cáo, và số đơn vị ở mỗi mức đánh giá.
-- grain: province_code, indicator_code, year, quarter
-- looks back: 1 year
with unit_count as (
    select
        a.province_code, a.indicator_code, a.year, a.quarter,
        count(case when s.is_known then 1 end) as units_reported,
        count(case when a.status = 'exceeded' then 1 end) as exceeded,
        count(case when a.status = 'met' then 1 end) as met,
        count(case when a.status = 'on_track' then 1 end) as on_track,
        count(case when a.status = 'behind' then 1 end) as behind,
        count(case when a.status = 'missed' then 1 end) as missed,
        count(case when a.status = 'not_applicable' then 1 end) as not_applicable,
        count(case when a.status = 'no_target' then 1 end) as no_target,
        count(case when a.status = 'not_reported' then 1 end) as not_reported
    from mart.attainment as a
    inner join ref.statuses as s on s.status = a.status
    group by a.province_code, a.indicator_code, a.year, a.quarter
),
-- How many units have a result now, how many then, and how many of them may be set beside themselves.
alike as (
    select
        n.province_code, n.indicator_code, n.year, n.quarter,
        count(case when n.status <> 'not_reported' then 1 end) as units_now,
        count(case when n.is_comparable then 1 end) as units_alike
    from mart.attainment as n
    group by n.province_code, n.indicator_code, n.year, n.quarter
),
open_unit as (
    select province_code, year, quarter, count(*) as units_expected
    from work.unit_period
    group by province_code, year, quarter
),
judged as (
    select * from work.judgement where scope = 'province'
),
-- Nothing is asked of it and it reported nothing, not even in the last quarter in which it was open.
last_open as (
    select up.unit_code, up.province_code, p.year, p.quarter, max(up.quarter) as last_quarter
    from work.unit_period as up
    inner join work.period as p on p.year = up.year and p.quarter >= up.quarter
    group by up.unit_code, up.province_code, p.year, p.quarter
),
silent as (
    select distinct j.place_code as province_code, j.indicator_code, j.year, j.quarter
    from judged as j
    inner join last_open as o on o.province_code = j.place_code and o.year = j.year and o.quarter = j.quarter
    inner join work.unit_period as up
        on up.unit_code = o.unit_code and up.year = o.year and up.quarter = o.last_quarter and not up.is_reported
    left join work.province_member as m
        on m.unit_code = o.unit_code and m.indicator_code = j.indicator_code and m.year = j.year and m.quarter = j.quarter
    where m.unit_code is null
)
select
    j.place_code as province_code, j.indicator_code, j.year, j.quarter,
    i.field_code, coalesce(f.name, i.field_code) as field_name,
    i.name as indicator_name, coalesce(i.short_name, i.name) as indicator_short_name,
    i.kind, j.measure, i.direction, coalesce(i.decimals, 1) as decimals, coalesce(i.is_focus, false) as is_focus,
    i.unit_of_measure,
    j.numerator, j.denominator, p.total, j.value, coalesce(w.value_places, i.decimals, 1) as value_places, j.target, j.expected, j.status, j.attainment, j.margin, j.needed, j.is_fragile, j.is_close, j.is_estimate,
    c.ci_low, c.ci_high, j.due_on, p.period_to,
    coalesce(o.units_expected, 0) as units_expected, coalesce(n.units_reported, 0) as units_reported, p.units_in_result, p.offices_closed as units_closed, p.units_whole,
    p.is_each_whole and s.province_code is null as is_complete,
    coalesce(n.exceeded, 0) as exceeded, coalesce(n.met, 0) as met, coalesce(n.on_track, 0) as on_track,
    coalesce(n.behind, 0) as behind, coalesce(n.missed, 0) as missed, coalesce(n.not_applicable, 0) as not_applicable,
    coalesce(n.no_target, 0) as no_target, coalesce(n.not_reported, 0) as not_reported,
    case when b.measure = j.measure then b.value end as previous_value,
    case
        when y.obstacle is not null then y.obstacle
        when b.place_code is null then 'Không có kết quả cùng kỳ năm trước.'
        when j.status = 'not_reported' then 'Không so sánh: quý này chưa có kết quả.'
        when l.units_now <> l.units_alike or e.units_now <> l.units_alike or p.units_closed > 0 or b.units_closed > 0 then
            'Không so sánh: hai kỳ không cùng các đơn vị có số liệu đủ từ đầu năm đến hết quý (kỳ này ' || l.units_now
            || ', cùng kỳ năm trước ' || coalesce(e.units_now, 0) || ', cùng có ' || l.units_alike || ').'
        when b.measure <> j.measure then 'Không so sánh: năm trước chỉ tiêu này được tính theo cách khác.'
        -- A sum of counts covers those who have a target: with none it has no value, whatever was reported.
        when j.measure = 'count' and (j.value is null or b.value is null)
            then 'Không so sánh: một trong hai kỳ không có mức chỉ tiêu nào, nên không có kết quả cộng của các đơn vị có mức.'
        when j.value is null or b.value is null then 'Không so sánh: một trong hai kỳ không phát sinh.'
    end as comparison_obstacle,
    r.reason
from judged as j
inner join work.province_level as p
    on p.province_code = j.place_code and p.indicator_code = j.indicator_code and p.year = j.year and p.quarter = j.quarter
inner join ref.indicators as i on i.indicator_code = j.indicator_code
left join ref.fields as f on f.field_code = i.field_code
left join silent as s
    on s.province_code = j.place_code and s.indicator_code = j.indicator_code and s.year = j.year and s.quarter = j.quarter
left join unit_count as n
    on n.province_code = j.place_code and n.indicator_code = j.indicator_code and n.year = j.year and n.quarter = j.quarter
left join open_unit as o on o.province_code = j.place_code and o.year = j.year and o.quarter = j.quarter
left join work.portion_interval as c
    on c.numerator = j.counted_numerator and c.denominator = case when j.measure = 'rate' and j.is_known then j.counted_denominator end
left join work.reason_number as w on w.judgement_no = j.judgement_no
left join work.last_year as b
    on b.scope = 'province' and b.place_code = j.place_code and b.indicator_code = j.indicator_code
    and b.year = j.year and b.quarter = j.quarter
left join mart.year_before as y on y.year = j.year and y.quarter = j.quarter
left join alike as l
    on l.province_code = j.place_code and l.indicator_code = j.indicator_code and l.year = j.year and l.quarter = j.quarter
left join alike as e
    on e.province_code = j.place_code and e.indicator_code = j.indicator_code and e.year = j.year - 1 and e.quarter = j.quarter
left join work.reason as r on r.judgement_no = j.judgement_no
