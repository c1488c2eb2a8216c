-- Đánh giá từng dòng theo mức chỉ tiêu của nó, bằng phép so sánh chính xác trên số đếm.
-- grain: scope, place_code, indicator_code, year, quarter, level
with judged_row as (
    select
        'unit' as scope, unit_code as place_code, indicator_code, year, quarter, level, is_headline, plan_code, measure,
        phasing, per, due_on, period_to, is_known, numerator, denominator, counted_numerator, counted_denominator, target, expected,
        is_due, false as can_fall, is_quarter_failed, failed_quarters, is_estimate
    from work.unit_level
    union all
    select
        'province', province_code, indicator_code, year, quarter, 'province', true, plan_code, measure,
        phasing, per, due_on, period_to, is_known, numerator, denominator, counted_numerator, counted_denominator, target, expected,
        is_due, can_fall, is_quarter_failed, failed_quarters, is_estimate
    from work.province_level
),
places as (
    select t.owner_code as indicator_code, max(coalesce(e.decimals, 0)) as decimals
    from ref.term as t
    inner join ref.data_elements as e on e.data_element_code = t.data_element_code
    where t.owner_kind = 'indicator' and t.part = 'numerator'
    group by t.owner_code
),
-- A rate is compared as 100 × numerator against target × denominator, so nothing is divided before the comparison.
-- `step` is what one case more in the numerator adds to the left side. A rate's target is small and its denominator a count:
-- only their product needs all these digits.
scaled as (
    select
        r.*, i.kind, i.direction, i.shortfall = 'final' as is_final, d.decimals,
        case r.measure when 'rate' then 100 else 1 end as step,
        cast(r.counted_numerator * case r.measure when 'rate' then 100 else 1 end as decimal(38, 8)) as reached,
        case r.measure when 'rate' then r.counted_denominator else 1 end as scale,
        case r.measure
            when 'rate' then cast(cast(r.target as decimal(12, 4)) * r.counted_denominator as decimal(38, 8))
            else cast(r.target as decimal(38, 8))
        end as asked
    from judged_row as r
    inner join ref.indicators as i on i.indicator_code = r.indicator_code
    left join places as d on d.indicator_code = r.indicator_code
),
flagged as (
    select *, case direction when 'at_least' then reached >= asked else reached <= asked end as is_met
    from scaled
),
decided as (
    select
        *,
        case
            when not is_known then 'not_reported'
            when target is null then 'no_target'
            when measure = 'rate' and (scale is null or scale <= 0) then 'not_applicable'
            when is_quarter_failed then 'missed'
            when direction = 'at_least' and reached > asked then 'exceeded'
            when is_met then 'met'
            when is_due then 'missed'
            when direction = 'at_most' and not can_fall and (measure = 'count' or target = 0) then 'missed'
            when direction = 'at_least' and measure = 'rate' and target = 100 and is_final then 'missed'
            when direction = 'at_least' and measure = 'count' and counted_numerator >= expected then 'on_track'
            else 'behind'
        end as status
    from flagged
),
-- Only numbers that divide evenly are divided, so that eleven places of a percentage are exact, and the rest is left off: rounded
-- half up to fewer, it is the true value rounded. What is divided by is bounded: more digits are not at hand.
divided as (
    select
        *,
        case when measure = 'rate' and scale > 0 and scale < 100000000000000000 then cast(scale as decimal(38, 8)) end as parts,
        mod(cast(abs(reached) as decimal(38, 8)), case when scale > 0 and scale < 100000000000000000 then cast(scale as decimal(38, 8)) end)
            as rest
    from decided
),
tailed as (
    select *, cast(rest * 100000000000 as decimal(38, 8)) as tail from divided
),
known as (
    select
        d.*, s.is_judged,
        case
            when not d.is_known or d.scale is null or d.scale <= 0 then null
            when d.measure = 'rate' and d.parts is null then cast(cast(d.reached as double) / cast(d.scale as double) as decimal(36, 12))
            when d.measure = 'rate' then case when d.reached < 0 then -1 else 1 end * cast(
                cast((abs(d.reached) - d.rest) / d.parts as decimal(25, 0))
                + cast((d.tail - mod(d.tail, d.parts)) / d.parts as decimal(12, 0)) * 0.00000000001
            as decimal(36, 12))
            else cast(d.reached as decimal(36, 12))
        end as exact_value,
        case
            when not s.is_judged or d.is_met then cast(0 as decimal(38, 10))
            else abs(d.asked - d.reached) * case d.measure when 'rate' then 0.01 else 1 end
        end as lacking
    from tailed as d
    inner join ref.statuses as s on s.status = d.status
),
turned as (
    select
        *,
        coalesce(is_judged and not is_quarter_failed and case
            when direction = 'at_least' and is_met then counted_numerator >= 1 and reached - step < asked
            when direction = 'at_least' then reached + step >= asked
            when is_met then reached + step > asked
            else counted_numerator >= 1 and reached - step <= asked
        end, false) as is_fragile
    from known
),
-- Near the line: not where all of 100 or none of 0 hangs on every case by its nature, nor where a ceiling is passed for good.
near as (
    select
        *,
        is_fragile and case measure when 'rate' then target > 0 and target < 100 else target > 1 end
        and not (direction = 'at_most' and measure = 'count' and not is_met) as is_close
    from turned
)
select
    -- A number for the row: many times faster to join by than the six names of its grain.
    row_number() over (order by scope, place_code, indicator_code, year, quarter, level) as judgement_no,
    scope, place_code, indicator_code, year, quarter, level, is_headline, plan_code, measure, direction, phasing, per, due_on,
    period_to, numerator, denominator, counted_numerator, counted_denominator, target, expected,
    status, is_judged, is_met, is_due, is_final, is_known, is_quarter_failed, failed_quarters, is_estimate,
    exact_value, cast(exact_value as double) as value,
    case
        when not is_judged then null
        when direction = 'at_least' and target = 0 then 100
        when direction = 'at_least' then 100 * cast(reached as double) / cast(asked as double)
        when is_met then 100
        else 100 * cast(asked as double) / cast(reached as double)
    end as attainment,
    case
        when not is_judged then null
        when direction = 'at_least' then cast(reached - asked as double) / cast(scale as double)
        else cast(asked - reached as double) / cast(scale as double)
    end as margin,
    case
        when not is_judged then null
        when decimals = 1 then cast(ceil(lacking * 10) * 0.1 as decimal(26, 4))
        when decimals = 2 then cast(ceil(lacking * 100) * 0.01 as decimal(26, 4))
        when decimals = 3 then cast(ceil(lacking * 1000) * 0.001 as decimal(26, 4))
        when decimals = 4 then cast(ceil(lacking * 10000) * 0.0001 as decimal(26, 4))
        else cast(ceil(lacking) as decimal(26, 4))
    end as needed,
    is_fragile, is_close,
    -- What is passed already, or lost for good, is not said to hang on one case.
    is_close and (is_met or direction = 'at_least' and not (measure = 'rate' and is_final)) as may_turn
from near
