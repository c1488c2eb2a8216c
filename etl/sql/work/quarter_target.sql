-- Mức đặt cho riêng từng quý (mỗi quý phải đạt), và quý nào đã không đạt.
-- grain: unit_code, indicator_code, year, quarter, level
select
    unit_code, indicator_code, year, quarter, level, is_count, direction, value, numerator, denominator, is_over,
    -- A floor is decided when the quarter is over, a count's ceiling as soon as it is passed.
    case
        when numerator is null then false
        when is_count and direction = 'at_least' then is_over and numerator < value
        when is_count then numerator > value
        when denominator is null or denominator <= 0 or not is_over then false
        when direction = 'at_least' then cast(100 * numerator as decimal(38, 8)) < cast(value as decimal(12, 4)) * denominator
        else cast(100 * numerator as decimal(38, 8)) > cast(value as decimal(12, 4)) * denominator
    end as is_short
from work.quarter_held
