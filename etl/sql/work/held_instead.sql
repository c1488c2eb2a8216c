-- Mức mà đơn vị chịu thay cho mức tính từ số ngày của chính nó: chỉ có ở góc nhìn đơn vị hiện nay (carried).
-- grain: unit_code, indicator_code, year, quarter, level, volume_from
select
    unit_code, indicator_code, year, quarter, level, volume_from, value as target, value as expected, counted_from,
    cast(0 as bigint) as offices, value as whole_year_target, days_open, days_in_all, false as is_estimate, false as is_too_large
from work.named_target
where false
