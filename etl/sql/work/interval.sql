-- Khoảng tin cậy Wilson 95 % của tỷ lệ, theo phần trăm, khi 0 ≤ tử số ≤ mẫu số.
-- grain: scope, place_code, indicator_code, year, quarter
with share as (
    select
        scope, place_code, indicator_code, year, quarter,
        cast(denominator as double) as n,
        cast(numerator as double) / cast(denominator as double) as p,
        1.959964 as z
    from work.judgement
    where is_headline and measure = 'rate' and status <> 'not_reported'
        and denominator > 0 and numerator between 0 and denominator
),
centred as (
    select
        *,
        (p + z * z / (2 * n)) / (1 + z * z / n) as centre,
        z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n) as half_width
    from share
)
select
    scope, place_code, indicator_code, year, quarter,
    100 * greatest(0.0, centre - half_width) as ci_low,
    100 * least(1.0, centre + half_width) as ci_high
from centred
