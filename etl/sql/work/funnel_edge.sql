-- Giới hạn của hình phễu ở từng mẫu số: nếu mỗi việc đều đạt với xác suất bằng mức chỉ tiêu thì tử số nằm trong khoảng nào.
-- grain: target, denominator
-- looks at: what is made anew
--
-- A numerator is outside when the chance of it, or of one yet further off on its side, is below 2.5 % (0.1 % for 99.8) by the
-- binomial law: the same on both sides. The drawn limits run smoothly between whole numbers (Spiegelhalter 2005, Statistics in
-- Medicine 24). Up to a variance of 10000 the chances are added up one by one; above it, where the limits lie hundreds of cases
-- from the middle, they come from the Cornish-Fisher expansion to the fourth cumulant, which is off by a hundredth of a case.
with digit as (
    select digit from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as d (digit)
),
number as (
    select a.digit + 10 * b.digit + 100 * c.digit + 1000 * d.digit as number
    from digit as a cross join digit as b cross join digit as c cross join digit as d
),
-- Steps for a smooth line: every denominator to a hundred, every tenth to a thousand, and so on to the first past the largest.
scale as (
    select cast(scale as bigint) as scale
    from (
        values (1), (10), (100), (1000), (10000), (100000), (1000000), (10000000), (100000000), (1000000000), (10000000000),
            (100000000000), (1000000000000), (10000000000000), (100000000000000)
    ) as s (scale)
),
stepped as (
    select distinct n.number * s.scale as denominator, s.scale
    from number as n
    cross join scale as s
    where n.number between 1 and 100 and (s.scale = 1 or n.number > 10)
),
largest as (
    select j.target, max(j.denominator) as largest
    from mart.target_status as j
    inner join work.counted_rate as c on c.indicator_code = j.indicator_code
    where j.measure = 'rate' and j.target > 0 and j.target < 100 and j.denominator >= 1
    group by j.target
),
wanted as (
    select target, denominator, bool_or(is_step) as is_step
    from (
        select target, cast(denominator as bigint) as denominator, false as is_step from work.funnel_row where left_out is null
        union all
        select l.target, s.denominator, true
        from largest as l
        inner join stepped as s on s.denominator < l.largest + s.scale
    ) as w
    group by target, denominator
),
spread as (
    select
        target, denominator, is_step, cast(target as double) / 100 as p,
        cast(denominator as double) * cast(target as double) / 100 as middle,
        cast(denominator as double) * cast(target as double) / 100 * (1 - cast(target as double) / 100) as variance
    from wanted
),
-- What lies further than six deviations and ten cases from the middle has a chance below a thousand millionth.
windowed as (
    select
        *,
        cast(greatest(0, floor(middle - 10 - 6 * sqrt(variance))) as bigint) as first,
        cast(least(denominator, ceil(middle + 10 + 6 * sqrt(variance))) as bigint) as last
    from spread
    where variance <= 10000
),
-- Each chance is the one before it times (n - k + 1) / k × p / (1 - p). The logarithms are added in decimals, so that the sum
-- does not hang on the order of adding.
ratio as (
    select
        w.target, w.denominator, w.is_step, w.first + n.number as numerator,
        sum(cast(case
            when n.number = 0 then 0
            else ln(cast(w.denominator - w.first - n.number + 1 as double) / (w.first + n.number) * w.p / (1 - w.p))
        end as decimal(20, 16))) over (partition by w.target, w.denominator order by n.number) as log_weight
    from windowed as w
    inner join number as n on n.number <= w.last - w.first
),
weighed as (
    select *, exp(cast(log_weight as double)) as weight from ratio
),
chance as (
    select *, weight / sum(weight) over (partition by target, denominator) as chance from weighed
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
),
normal as (
    select cast(z as double) as z
    from (values (-1.959963984540054), (1.959963984540054), (-3.090232306167814), (3.090232306167814)) as q (z)
),
-- A number of cases with even chances between k - ½ and k + ½ has the cumulants of the binomial law, but for a twelfth more in
-- the second and a hundred-and-twentieth less in the fourth.
large as (
    select
        *,
        sqrt(variance + 1.0 / 12) as deviation,
        variance * (1 - 2 * p) / ((variance + 1.0 / 12) * sqrt(variance + 1.0 / 12)) as skew,
        (variance * (1 - 6 * p * (1 - p)) - 1.0 / 120) / ((variance + 1.0 / 12) * (variance + 1.0 / 12)) as excess
    from spread
    where variance > 10000
),
quantile as (
    select
        l.target, l.denominator, l.is_step, q.z,
        l.middle + l.deviation * (
            q.z + (q.z * q.z - 1) * l.skew / 6 + (q.z * q.z * q.z - 3 * q.z) * l.excess / 24
            - (2 * q.z * q.z * q.z - 5 * q.z) * l.skew * l.skew / 36
        ) as quantile
    from large as l
    cross join normal as q
),
limits as (
    select
        target, denominator, is_step,
        max(case when is_fewest_95 then numerator end) as fewest_95,
        max(case when is_most_95 then numerator end) as most_95,
        max(case when is_fewest_998 then numerator end) as fewest_998,
        max(case when is_most_998 then numerator end) as most_998,
        max(case when is_fewest_95 then greatest(0, numerator - (this_or_fewer - 0.025) / chance) end) as lower_95,
        max(case when is_most_95 then least(denominator, numerator + (this_or_more - 0.025) / chance) end) as upper_95,
        max(case when is_fewest_998 then greatest(0, numerator - (this_or_fewer - 0.001) / chance) end) as lower_998,
        max(case when is_most_998 then least(denominator, numerator + (this_or_more - 0.001) / chance) end) as upper_998
    from edge
    where is_fewest_95 or is_most_95 or is_fewest_998 or is_most_998
    group by target, denominator, is_step
    union all
    select
        target, denominator, is_step,
        cast(max(case when z between -2 and 0 then ceil(quantile - 0.5) end) as bigint),
        cast(max(case when z between 0 and 2 then floor(quantile + 0.5) end) as bigint),
        cast(max(case when z < -2 then ceil(quantile - 0.5) end) as bigint),
        cast(max(case when z > 2 then floor(quantile + 0.5) end) as bigint),
        max(case when z between -2 and 0 then quantile - 0.5 end),
        max(case when z between 0 and 2 then quantile + 0.5 end),
        max(case when z < -2 then quantile - 0.5 end),
        max(case when z > 2 then quantile + 0.5 end)
    from quantile
    group by target, denominator, is_step
)
-- Sums of floating numbers hang in their last digits on how the rows were cut up: nine decimals are the same always.
select
    target, denominator, is_step, fewest_95, most_95, fewest_998, most_998,
    cast(cast(100 * lower_95 / denominator as decimal(12, 9)) as double) as lower_95,
    cast(cast(100 * upper_95 / denominator as decimal(12, 9)) as double) as upper_95,
    cast(cast(100 * lower_998 / denominator as decimal(12, 9)) as double) as lower_998,
    cast(cast(100 * upper_998 / denominator as decimal(12, 9)) as double) as upper_998
from limits
