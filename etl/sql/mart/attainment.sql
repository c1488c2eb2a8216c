-- Mức đạt của từng chỉ tiêu ở từng đơn vị, luỹ kế đến từng quý, so với mức chỉ tiêu chính.
-- grain: unit_code, indicator_code, year, quarter
with headline as (
    select * from work.judgement where scope = 'unit' and is_headline
)
select
    h.place_code as unit_code, h.indicator_code, h.year, h.quarter,
    u.province_code, u.cluster, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    i.field_code, coalesce(f.name, i.field_code) as field_name,
    i.name as indicator_name, coalesce(i.short_name, i.name) as indicator_short_name,
    i.kind, h.measure, i.direction, coalesce(i.decimals, 1) as decimals, coalesce(i.weight, 1) as weight,
    coalesce(i.is_focus, false) as is_focus, i.unit_of_measure,
    h.numerator, h.denominator, h.value, h.target,
    case when h.level <> 'none' then h.level end as target_level,
    h.plan_code, h.phasing, h.due_on, l.whole_year_target, l.days_open, l.days_in_all, h.expected, h.status, h.attainment, h.margin, h.needed, h.is_fragile, h.is_close, h.may_turn, h.is_estimate,
    coalesce(w.value_places, i.decimals, 1) as value_places, c.ci_low, c.ci_high,
    l.is_complete, up.is_provisional,
    case when up.is_reported then up.period_to end as period_to,
    case when b.measure = h.measure then b.value end as previous_value,
    b.numerator as previous_numerator, b.denominator as previous_denominator,
    o.obstacle is null and h.status <> 'not_reported' and b.place_code is not null and l.is_complete and b.is_complete as is_comparable,
    case
        when o.obstacle is not null then o.obstacle
        when b.place_code is null and x.new_code is not null then 'Không so sánh: danh mục của ngành đã đổi cách tính chỉ tiêu này.'
        when b.place_code is null then 'Không có kết quả cùng kỳ năm trước.'
        when h.status = 'not_reported' then 'Không so sánh: quý này chưa có kết quả.'
        when not l.is_complete then 'Không so sánh: năm nay có quý thiếu số liệu của chỉ tiêu này.'
        when not b.is_complete then 'Không so sánh: năm trước có quý thiếu số liệu của chỉ tiêu này.'
        when b.measure <> h.measure then 'Không so sánh: năm trước chỉ tiêu này được tính theo cách khác.'
        when h.value is null or b.value is null then 'Không so sánh: một trong hai kỳ không phát sinh.'
    end as comparison_obstacle,
    r.reason,
    -- What the row is at a level that sets it no target: whether it was reported is asked first, and of no target.
    case h.status when 'not_reported' then 'not_reported' else 'no_target' end as untargeted_status,
    case h.status when 'not_reported' then r.reason else 'Không có mức ở cấp này.' end as untargeted_reason
from headline as h
inner join ref.units as u on u.unit_code = h.place_code
inner join ref.indicators as i on i.indicator_code = h.indicator_code
left join ref.fields as f on f.field_code = i.field_code
inner join work.unit_period as up on up.unit_code = h.place_code and up.year = h.year and up.quarter = h.quarter
inner join work.unit_level as l
    on l.unit_code = h.place_code and l.indicator_code = h.indicator_code and l.year = h.year and l.quarter = h.quarter and l.is_headline
left join work.portion_interval as c
    on c.numerator = h.counted_numerator and c.denominator = case when h.measure = 'rate' and h.is_known then h.counted_denominator end
left join work.reason_number as w on w.judgement_no = h.judgement_no
left join work.last_year as b
    on b.scope = 'unit' and b.place_code = h.place_code and b.indicator_code = h.indicator_code
    and b.year = h.year and b.quarter = h.quarter
left join (select distinct new_code, year, quarter from work.code_change where not is_comparable) as x
    on x.new_code = h.indicator_code and x.year = h.year and x.quarter = h.quarter
left join work.comparable as o on o.unit_code = h.place_code and o.year = h.year and o.quarter = h.quarter
left join work.reason as r on r.judgement_no = h.judgement_no
