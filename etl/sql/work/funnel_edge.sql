-- Giới hạn của hình phễu ở từng mẫu số: nếu mỗi việc đều đạt với xác suất bằng mức chỉ tiêu thì tử số nằm trong khoảng nào.
-- grain: target, denominator
-- looks at: what is made anew
--
-- A numerator is outside when the chance of it, or of one yet further off on its side, is below 2.5 % (0.1 % for 99.8) by the
-- binomial law: exact, the same on both sides. The drawn limits run smoothly between whole numbers (Spiegelhalter 2005,
-- Statistics in Medicine 24).
with digit as (
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
largest as (
    select max(denominator) as largest from mart.attainment where measure = 'rate' and denominator <= 100000
),
wanted as (
    select target, denominator, bool_or(is_step) as is_step
    from (
        select target, denominator, false as is_step from work.funnel_row
        union all
        select t.value, s.denominator, true
        from stg.plan_target as t
        inner join ref.indicators as i on i.indicator_code = t.indicator_code and i.kind = 'rate'
        cross join largest as l
        inner join stepped as s on s.denominator < l.largest + s.scale
        where t.value > 0 and t.value < 100 and t.per is null
    ) as w
    group by target, denominator
),
-- What lies further than six deviations and ten cases from the middle has a chance below a thousand millionth.
spread as (
    select
        target, denominator, is_step, cast(target as double) / 100 as p,
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
-- The logarithm of n! as a running sum: in decimals, so that it does not hang on the order of adding.
counting as (
    select a.number * 10 + d.digit as n
    from number as a
    cross join digit as d
    cross join (select max(denominator) as most from wanted) as m
    where a.number * 10 + d.digit between 1 and m.most
),
factorial as (
    select n, sum(cast(ln(n) as decimal(20, 16))) over (order by n) as log_factorial from counting
    union all
    select 0, 0
),
chance as (
    select
        w.target, w.denominator, w.is_step, w.first + n.number as numerator,
        exp(
            cast(f.log_factorial - g.log_factorial - h.log_factorial as double)
            + (w.first + n.number) * ln(w.p) + (w.denominator - w.first - n.number) * ln(1 - w.p)
        ) as chance
    from windowed as w
    inner join number as n on n.number <= w.last - w.first
    inner join factorial as f on f.n = w.denominator
    inner join factorial as g on g.n = w.first + n.number
    inner join factorial as h on h.n = w.denominator - w.first - n.number
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
)
-- Sums of floating numbers hang in their last digits on how the rows were cut up: nine decimals are the same always.
select
    target, denominator, is_step, fewest_95, most_95, fewest_998, most_998,
    cast(cast(100 * lower_95 / denominator as decimal(12, 9)) as double) as lower_95,
    cast(cast(100 * upper_95 / denominator as decimal(12, 9)) as double) as upper_95,
    cast(cast(100 * lower_998 / denominator as decimal(12, 9)) as double) as lower_998,
    cast(cast(100 * upper_998 / denominator as decimal(12, 9)) as double) as upper_998
from limits
