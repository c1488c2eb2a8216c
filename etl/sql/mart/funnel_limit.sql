-- Giới hạn của hình phễu: nếu mỗi việc đều đạt với xác suất bằng mức chỉ tiêu thì tử số nằm trong khoảng nào (phân bố nhị thức).
-- grain: target, denominator
-- A numerator is outside when the chance of it, or of one yet further off on its side, is below 2.5 % (0.1 % for 99.8): exact,
-- the same on both sides. The drawn limits run smoothly between whole numbers (Spiegelhalter 2005, Statistics in Medicine 24).
with asked as (
    select target, max(denominator) as largest from work.funnel_row group by target
),
digit as (
    select digit from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as d (digit)
),
number as (
    select a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit as number
    from digit as a cross join digit as b cross join digit as c cross join digit as d
),
-- Steps for a smooth line: every denominator to a hundred, every tenth to a thousand, and so on to the first past the largest.
stepped as (
    select distinct number * scale as denominator, scale
    from number
    cross join (values (1), (10), (100), (1000)) as s (scale)
    where number between 1 and 100 and (scale = 1 or number > 10)
),
wanted as (
    select target, denominator from work.funnel_row
    union
    select a.target, s.denominator
    from asked as a
    inner join stepped as s on s.denominator < a.largest + s.scale
),
-- What lies further than six deviations and ten cases from the middle has a chance below a thousand millionth.
spread as (
    select
        target, denominator, cast(target as double) / 100 as p,
        cast(denominator as double) * cast(target as double) / 100 as middle,
        10 + 6 * sqrt(cast(denominator as double) * cast(target as double) / 100 * (1 - cast(target as double) / 100)) as reach
    from wanted
),
windowed as (
    select
        *,
        cast(greatest(0, floor(middle - reach)) as bigint) as first,
        cast(least(denominator, ceil(middle + reach)) as bigint) as last
    from spread
),
chance as (
    select
        w.target, w.denominator, w.first + n.number as numerator,
        exp(
            lgamma(w.denominator + 1) - lgamma(w.first + n.number + 1) - lgamma(w.denominator - w.first - n.number + 1)
            + (w.first + n.number) * ln(w.p) + (w.denominator - w.first - n.number) * ln(1 - w.p)
        ) as chance
    from windowed as w
    inner join number as n on n.number <= w.last - w.first
),
tail as (
    select
        *,
        sum(chance) over (partition by target, denominator order by numerator) as this_or_fewer,
        sum(chance) over (partition by target, denominator order by numerator desc) as this_or_more
    from chance
),
-- A chance that equals the limit is inside; the thousand millionth keeps that so in binary arithmetic.
edge as (
    select
        *,
        this_or_fewer >= 0.025 - 1e-9 and this_or_fewer - chance < 0.025 - 1e-9 as is_fewest_95,
        this_or_more >= 0.025 - 1e-9 and this_or_more - chance < 0.025 - 1e-9 as is_most_95,
        this_or_fewer >= 0.001 - 1e-9 and this_or_fewer - chance < 0.001 - 1e-9 as is_fewest_998,
        this_or_more >= 0.001 - 1e-9 and this_or_more - chance < 0.001 - 1e-9 as is_most_998
    from tail
)
select
    target, denominator,
    max(case when is_fewest_95 then numerator end) as fewest_95,
    max(case when is_most_95 then numerator end) as most_95,
    max(case when is_fewest_998 then numerator end) as fewest_998,
    max(case when is_most_998 then numerator end) as most_998,
    max(case when is_fewest_95 then 100 * greatest(0, numerator - (this_or_fewer - 0.025) / chance) / denominator end) as lower_95,
    max(case when is_most_95 then 100 * least(denominator, numerator + (this_or_more - 0.025) / chance) / denominator end) as upper_95,
    max(case when is_fewest_998 then 100 * greatest(0, numerator - (this_or_fewer - 0.001) / chance) / denominator end) as lower_998,
    max(case when is_most_998 then 100 * least(denominator, numerator + (this_or_more - 0.001) / chance) / denominator end) as upper_998
from edge
where is_fewest_95 or is_most_95 or is_fewest_998 or is_most_998
group by target, denominator
