-- Muốn đạt vào cuối năm thì từ nay còn phải có bao nhiêu, theo cách của từng loại mức; trống khi đã ngã ngũ hoặc không tính theo việc.
-- grain: scope, place_code, indicator_code, year, quarter
--
-- reach: so many cases more; left: no more than so many; among: so many of the cases there are; fresh: so many new ones that all count,
-- for a case once failed never counts; clean: so many new ones without any that counts against. Beside counts stand what the last four
-- quarters brought; beside `among` the share of the new cases that each of them brought, for what comes has to reach the target as well.
with kind as (
    select
        *,
        case
            when coalesce(silent_because, '') in ('incomplete', 'each_quarter', 'not_counted_up', 'tiered', 'over_all', 'too_many')
                or coalesce(outlook, '') in ('decided_met', 'decided_missed') or not is_judged or is_due then null
            when measure = 'count' and direction = 'at_least' and not is_met then 'reach'
            when measure = 'count' and direction = 'at_most' and is_met then 'left'
            when measure = 'rate' and direction = 'at_least' and not is_met and not is_final then 'among'
            when measure = 'rate' and direction = 'at_least' and not is_met and target < 100 then 'fresh'
            when measure = 'rate' and direction = 'at_most' and not is_met and target > 0 then 'clean'
        end as pace_kind,
        -- Of rates alone, and of no more than the digits at hand hold: a count's target may be money.
        cast(
            cast(case when measure = 'rate' then target end as decimal(12, 4))
            * cast(case when abs(denominator) < 1000000000000000 then denominator end as decimal(19, 4))
            - 100 * cast(case when abs(numerator) < 1000000000000000 then numerator end as decimal(19, 4))
        as double) as short
    from work.outlook_word
),
-- In percent, rounded half up to a tenth; what is not all is not said to be all, what is something not nothing.
recent as (
    select
        *,
        case when least_cases > 0 then floor(1000.0 * least_counted / least_cases + 0.5) end as least,
        case when most_cases > 0 then floor(1000.0 * most_counted / most_cases + 0.5) end as most
    from kind
)
select
    scope, place_code, indicator_code, year, quarter, pace_kind,
    cast(case pace_kind
        when 'reach' then needed
        when 'left' then floor(target - numerator)
        when 'among' then needed
        when 'fresh' then ceil(short / cast(100 - target as double))
        when 'clean' then ceil(-short / cast(target as double))
    end as decimal(26, 4)) as amount,
    case when pace_kind = 'among' then denominator end as among,
    case pace_kind
        when 'among' then 0.1 * cast(case
            when least = 1000 and least_counted < least_cases then 999 when least = 0 and least_counted > 0 then 1 else least
        end as decimal(12, 0))
        when 'reach' then recent_low
        when 'left' then recent_low
    end as recent_low,
    case pace_kind
        when 'among' then 0.1 * cast(case
            when most = 1000 and most_counted < most_cases then 999 when most = 0 and most_counted > 0 then 1 else most
        end as decimal(12, 0))
        when 'reach' then recent_high
        when 'left' then recent_high
    end as recent_high,
    is_stock_open
from recent
where pace_kind is not null
