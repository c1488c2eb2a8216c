-- Từng kết quả được so với cùng quý năm trước (against: year) hoặc với quý trước (quarter), cạnh kết quả của kỳ ấy: các dòng mà phép so đếm.
-- grain: unit_code, indicator_code, year, quarter, level, against
-- order: year, quarter, province_code, against, level, unit_code, indicator_code
-- looks back: 1 year
select
    p.unit_code, p.indicator_code, p.year, p.quarter, p.level, p.against,
    a.province_code, a.cluster, a.unit_name, a.unit_short_name, a.field_code, a.field_name, a.indicator_name, a.indicator_short_name,
    a.is_focus, a.direction, a.decimals, a.unit_of_measure,
    n.measure, n.numerator, n.denominator, n.value, n.value_places, n.target, n.status,
    b.measure as previous_measure, b.numerator as previous_numerator, b.denominator as previous_denominator, b.value as previous_value,
    b.value_places as previous_value_places, b.target as previous_target, b.status as previous_status,
    s.is_judged, s.is_met, s.is_good, t.is_judged as was_judged, t.is_met as was_met, t.is_good as was_good,
    case when p.against = 'year' then s.is_met <> t.is_met else s.is_good <> t.is_good end as is_turned,
    n.is_estimate or b.is_estimate as is_estimate
from work.compared_pair as p
inner join mart.attainment as a
    on a.unit_code = p.unit_code and a.indicator_code = p.indicator_code and a.year = p.year and a.quarter = p.quarter
inner join work.judged_row as n
    on n.unit_code = p.unit_code and n.indicator_code = p.indicator_code and n.year = p.year and n.quarter = p.quarter and n.level = p.level
inner join work.judged_row as b
    on b.unit_code = p.unit_code and b.indicator_code = p.indicator_code and b.level = p.level
    and b.year = case p.against when 'year' then p.year - 1 else p.year end
    and b.quarter = case p.against when 'year' then p.quarter else p.quarter - 1 end
inner join ref.statuses as s on s.status = p.status
inner join ref.statuses as t on t.status = p.previous_status
where p.is_counted
