-- Mỗi con số một lần, viết theo lối Việt (1.234,5), làm tròn nửa lên; bỏ số 0 thừa ở cuối khi is_trimmed.
-- grain: amount, places, is_trimmed
with number as (
    select value as amount, value_places as places, false as is_trimmed from work.spoken
    union
    select gap, gap_places, false from work.spoken
    union
    select numerator, 4, true from work.spoken
    union
    select denominator, 4, true from work.spoken
    union
    select target, 4, true from work.spoken
    union
    select expected, 4, true from work.spoken
    union
    select value, 4, true from stg.plan_target
    union
    select volume_from, 4, true from stg.plan_target
    union
    select volume_below, 4, true from stg.plan_target
),
rounded as (
    select
        amount, places, is_trimmed,
        cast(floor(abs(amount) * cast(power(10, places) as integer) + 0.5) as hugeint) as ticks,
        cast(power(10, places) as bigint) as ticks_per_one
    from number
    where amount is not null
),
digits as (
    select
        *,
        replace(format('{:,}', cast(ticks // ticks_per_one as bigint)), ',', '.') as whole,
        lpad(cast(mod(ticks, ticks_per_one) as varchar), places, '0') as fraction
    from rounded
),
trimmed as (
    select *, case when is_trimmed then rtrim(fraction, '0') when places = 0 then '' else fraction end as shown
    from digits
)
select
    amount, places, is_trimmed,
    case when amount < 0 and ticks > 0 then '−' else '' end || whole || case when shown <> '' then ',' || shown else '' end as text
from trimmed
