-- Kết quả toàn tỉnh của từng chỉ tiêu: cộng các đơn vị đã báo cáo, và số đơn vị ở mỗi mức đánh giá.
-- grain: province_code, indicator_code, year, quarter
with unit_count as (
    select
        province_code, indicator_code, year, quarter,
        cast(sum(case status when 'exceeded' then 1 else 0 end) as bigint) as exceeded,
        cast(sum(case status when 'met' then 1 else 0 end) as bigint) as met,
        cast(sum(case status when 'on_track' then 1 else 0 end) as bigint) as on_track,
        cast(sum(case status when 'behind' then 1 else 0 end) as bigint) as behind,
        cast(sum(case status when 'missed' then 1 else 0 end) as bigint) as missed,
        cast(sum(case status when 'not_applicable' then 1 else 0 end) as bigint) as not_applicable,
        cast(sum(case status when 'no_target' then 1 else 0 end) as bigint) as no_target,
        cast(sum(case status when 'not_reported' then 1 else 0 end) as bigint) as not_reported
    from mart.attainment
    group by province_code, indicator_code, year, quarter
),
open_unit as (
    select province_code, year, quarter, count(*) as units_expected
    from work.unit_period
    group by province_code, year, quarter
),
judged as (
    select * from work.judgement where scope = 'province'
)
select
    j.place_code as province_code, j.indicator_code, j.year, j.quarter,
    i.field_code, coalesce(f.name, i.field_code) as field_name,
    i.name as indicator_name, coalesce(i.short_name, i.name) as indicator_short_name,
    i.kind, j.measure, i.direction, coalesce(i.decimals, 1) as decimals, coalesce(i.is_focus, false) as is_focus,
    i.unit_of_measure,
    j.numerator, j.denominator, j.value, j.target, j.expected, j.status, j.attainment, j.margin, j.needed, j.is_fragile,
    c.ci_low, c.ci_high, j.due_on, p.period_to,
    o.units_expected, p.units_reported,
    n.exceeded, n.met, n.on_track, n.behind, n.missed, n.not_applicable, n.no_target, n.not_reported,
    case
        when j.measure = 'count' then cast(b.numerator as double)
        when b.denominator <> 0 then cast(100 * cast(b.numerator as decimal(24, 4)) as double) / cast(b.denominator as double)
    end as previous_value,
    r.reason
from judged as j
inner join work.province_level as p
    on p.province_code = j.place_code and p.indicator_code = j.indicator_code and p.year = j.year and p.quarter = j.quarter
inner join ref.indicators as i on i.indicator_code = j.indicator_code
left join ref.fields as f on f.field_code = i.field_code
inner join unit_count as n
    on n.province_code = j.place_code and n.indicator_code = j.indicator_code and n.year = j.year and n.quarter = j.quarter
inner join open_unit as o on o.province_code = j.place_code and o.year = j.year and o.quarter = j.quarter
left join work.interval as c on c.judgement_no = j.judgement_no
left join work.last_year as b
    on b.scope = 'province' and b.place_code = j.place_code and b.indicator_code = j.indicator_code
    and b.year = j.year and b.quarter = j.quarter
left join work.reason as r on r.judgement_no = j.judgement_no
