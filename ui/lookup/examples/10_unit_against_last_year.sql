-- Một chỉ tiêu ở các đơn vị, so với cùng kỳ năm trước
-- chart: bar unit_short_name value
select unit_short_name, numerator, denominator, value, previous_value, comparison_obstacle, target, status, ci_low, ci_high
from mart.attainment
where indicator_code = 'TB02' and (year, quarter) = (select max((year, quarter)) from mart.overview)
order by unit_short_name collate vi
