-- Con số viết theo lối Việt (1.234,5), làm tròn nửa lên; bỏ số 0 thừa ở cuối khi is_trimmed.
-- grain: amount, places, is_trimmed
-- also in: diff
-- also of: told
--
-- The one rule for numbers in sentences; `ui/kit/format.py` writes the same for pages, and a test holds the two together.
with half (places, half) as (
    values
        (0, 0.5), (1, 0.05), (2, 0.005), (3, 0.0005), (4, 0.00005), (5, 0.000005), (6, 0.0000005), (7, 0.00000005),
        (8, 0.000000005), (9, 0.0000000005), (10, 0.00000000005), (11, 0.000000000005)
),
-- Half of the last place is added and what is past it left off: that rounds half up, in decimals alone.
shifted as (
    select
        n.amount, n.places, n.is_trimmed,
        cast(cast(abs(n.amount) as decimal(36, 12)) + cast(h.half as decimal(13, 12)) as decimal(36, 12)) as shifted
    from work.number as n
    inner join half as h on h.places = n.places
),
parted as (
    select
        amount, places, is_trimmed,
        lpad(left(cast(shifted as varchar), length(cast(shifted as varchar)) - 13), 27, '0') as whole,
        left(right(cast(shifted as varchar), 12), places) as fraction
    from shifted
),
grouped as (
    select
        *,
        substr(whole, 1, 3) || '.' || substr(whole, 4, 3) || '.' || substr(whole, 7, 3) || '.' || substr(whole, 10, 3) || '.'
        || substr(whole, 13, 3) || '.' || substr(whole, 16, 3) || '.' || substr(whole, 19, 3) || '.' || substr(whole, 22, 3) || '.'
        || substr(whole, 25, 3) as digits,
        case when is_trimmed then trim(trailing '0' from fraction) else fraction end as shown
    from parted
)
select
    amount, places, is_trimmed,
    case when amount < 0 and trim(leading '0' from whole || fraction) <> '' then '−' else '' end
    || coalesce(nullif(trim(leading '0.' from digits), ''), '0')
    || case when shown <> '' then ',' || shown else '' end as text
from grouped
