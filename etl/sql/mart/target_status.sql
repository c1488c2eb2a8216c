-- Đánh giá kết quả theo từng cấp đặt mức chỉ tiêu: ngành, giao, đăng ký.
-- grain: unit_code, indicator_code, year, quarter, level
with compared as (
    select
        l.*,
        -- A plan of the unit's own that names the indicator is no inheriting, though none of its tiers binds at this volume.
        case when l.level <> 'registered' then null when s.unit_code is null then 'inherited' else s.stance end as stance,
        l.level = 'registered' and l.plan_code is null and s.unit_code is not null as is_outside_tiers
    from work.judgement as l
    left join work.stance as s
        on s.unit_code = l.place_code and s.indicator_code = l.indicator_code and s.year = l.year and s.quarter = l.quarter
    where l.scope = 'unit' and l.level <> 'none'
)
select
    c.place_code as unit_code, c.indicator_code, c.year, c.quarter, c.level, c.is_headline, c.plan_code,
    u.province_code, u.cluster, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    i.field_code, coalesce(f.name, i.field_code) as field_name,
    i.name as indicator_name, coalesce(i.short_name, i.name) as indicator_short_name,
    c.measure, c.direction, coalesce(i.decimals, 1) as decimals, coalesce(i.is_focus, false) as is_focus, i.unit_of_measure,
    c.numerator, c.denominator, c.value, coalesce(w.value_places, i.decimals, 1) as value_places, c.target, c.expected, c.status, c.attainment, c.margin, c.needed, c.is_fragile, c.is_close, c.may_turn, c.is_estimate,
    c.phasing, c.due_on, c.stance,
    case
        when c.stance = 'inherited' then 'Đơn vị không đăng ký mức riêng, theo mức giao.'
        when c.is_outside_tiers and c.status <> 'not_reported' then 'Quy mô hiện nay không thuộc mức nào đơn vị đã đăng ký. ' || r.reason
        else r.reason
    end as reason
from compared as c
inner join ref.units as u on u.unit_code = c.place_code
inner join ref.indicators as i on i.indicator_code = c.indicator_code
left join ref.fields as f on f.field_code = i.field_code
left join work.reason as r on r.judgement_no = c.judgement_no
left join work.reason_number as w on w.judgement_no = c.judgement_no
