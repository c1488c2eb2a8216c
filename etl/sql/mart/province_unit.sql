-- Từng đơn vị trong kết quả toàn tỉnh của một chỉ tiêu: đứng ở quý nào, góp bao nhiêu vào tử số, mẫu số và mức; đơn vị đã kết thúc hoạt động trong năm thì như ở quý cuối đã báo cáo.
-- grain: province_code, indicator_code, year, quarter, unit_code
select
    w.province_code, w.indicator_code, w.year, w.quarter, w.unit_code, w.stood_in, w.is_open, w.is_in_result, w.is_whole,
    a.unit_name, a.unit_short_name, a.measure, a.direction, a.decimals, a.value_places,
    case when w.is_added then w.numerator end as numerator,
    case when w.is_added then w.denominator end as denominator,
    case when not w.is_gone then a.value end as value,
    a.target,
    case when w.is_in_result then case when w.is_tiered then w.cases_asked when w.is_count then w.target end end as target_added,
    a.status, a.period_to, w.is_estimate
from work.province_weight as w
inner join mart.attainment as a
    on a.unit_code = w.unit_code and a.indicator_code = w.indicator_code and a.year = w.year and a.quarter = w.stood_in
