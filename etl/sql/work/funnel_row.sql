-- Kết quả của mỗi đơn vị ở chỉ tiêu là tỷ lệ, ở từng cấp, và vì sao không so được với dao động ngẫu nhiên (trống: so được).
-- grain: unit_code, indicator_code, year, quarter, level
-- order: province_code, unit_code, indicator_code, year, quarter, level
with rated as (
    select
        j.place_code as unit_code, j.indicator_code, j.year, j.quarter, j.level, j.is_headline, u.province_code, j.direction,
        j.is_known, j.measure, j.value, j.target,
        cast(j.counted_numerator as decimal(26, 4)) as numerator, cast(j.counted_denominator as decimal(26, 4)) as denominator,
        c.indicator_code is not null as is_of_cases,
        -- One unit with more than all shows that these cases are not a part of those: then for no unit the law holds.
        max(case when j.is_known and j.counted_numerator > j.counted_denominator then 1 else 0 end) over (
            partition by u.province_code, j.indicator_code, j.year, j.quarter
        ) = 1 as is_past_all
    from work.judgement as j
    inner join ref.units as u on u.unit_code = j.place_code
    inner join ref.indicators as i on i.indicator_code = j.indicator_code
    left join work.counted_rate as c on c.indicator_code = j.indicator_code
    where j.scope = 'unit' and j.level <> 'none' and i.kind = 'rate'
)
select
    unit_code, indicator_code, year, quarter, level, is_headline, province_code, direction, numerator, denominator, value, target,
    case
        when not is_known then 'not_reported'
        when target is null then 'no_target'
        when measure = 'count' then 'target_count'
        when denominator <= 0 then 'not_applicable'
        when target <= 0 or target >= 100 then 'target_edge'
        -- Shares of an office that was parted leave parts of a case.
        when not is_of_cases or numerator < 0 or numerator <> floor(numerator) or denominator <> floor(denominator) then 'not_cases'
        when is_past_all then 'past_all'
    end as left_out
from rated
