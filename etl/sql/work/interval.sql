-- Khoảng tin cậy Wilson 95% của tỷ lệ, theo phần trăm, khi 0 ≤ tử số ≤ mẫu số.
-- grain: judgement_no
with share as (
    select
        judgement_no,
        cast(counted_denominator as double) as n,
        cast(counted_numerator as double) / cast(counted_denominator as double) as p,
        1.959964 as z
    from work.judgement
    where is_headline and measure = 'rate' and is_known
        and counted_denominator > 0 and counted_numerator between 0 and counted_denominator
),
centred as (
    select
        *,
        (p + z * z / (2 * n)) / (1 + z * z / n) as centre,
        z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n) as half_width
    from share
)
select
    judgement_no,
    -- None and all of n reach the ends exactly, which sums of roots miss by a last digit.
    case when p = 0 then 0.0 else 100 * (centre - half_width) end as ci_low,
    case when p = 1 then 100.0 else 100 * (centre + half_width) end as ci_high
from centred
