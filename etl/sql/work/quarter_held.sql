-- Mức đặt cho riêng từng quý (mỗi quý phải đạt): quý đơn vị hoạt động trọn, theo quy mô và kết quả của riêng quý ấy.
-- grain: unit_code, indicator_code, year, quarter, level
with own as (
    select
        t.unit_code, t.indicator_code, t.year, t.quarter, t.level, t.phasing, t.whole_year_value as value, t.is_count, t.direction,
        case when r.is_quarter_whole then r.quarter_numerator end as numerator,
        case when r.is_quarter_whole then r.quarter_denominator end as denominator,
        up.period_to >= up.ends_on as is_over,
        row_number() over (
            partition by t.unit_code, t.indicator_code, t.year, t.quarter, t.level order by coalesce(t.volume_from, 0)
        ) as place
    from work.named_target as t
    inner join work.unit_period as up
        on up.unit_code = t.unit_code and up.year = t.year and up.quarter = t.quarter and up.is_open_throughout
    inner join work.result as r
        on r.unit_code = t.unit_code and r.indicator_code = t.indicator_code and r.year = t.year and r.quarter = t.quarter
    where t.volume_from is null and t.volume_below is null
        or r.is_quarter_whole
        and (t.volume_from is null or r.quarter_denominator >= t.volume_from)
        and (t.volume_below is null or r.quarter_denominator < t.volume_below)
)
select unit_code, indicator_code, year, quarter, level, is_count, direction, value, numerator, denominator, is_over
from own
where place = 1 and phasing = 'each_quarter' and value is not null
