-- Khoảng tin cậy Wilson 95% của một phần trong tổng, theo phần trăm.
-- grain: numerator, denominator
-- also of: score
with share as (
    select
        numerator, denominator, cast(denominator as double) as n, cast(numerator as double) / cast(denominator as double) as p, 1.959964 as z
    from work.portion
),
centred as (
    select
        *,
        (p + z * z / (2 * n)) / (1 + z * z / n) as centre,
        z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n) as half_width
    from share
)
select
    numerator, denominator,
    -- None and all of n reach the ends exactly, which sums of roots miss by a last digit.
    case when p = 0 then 0.0 else 100 * (centre - half_width) end as ci_low,
    case when p = 1 then 100.0 else 100 * (centre + half_width) end as ci_high
from centred
