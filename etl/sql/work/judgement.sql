-- Đánh giá từng dòng theo mức chỉ tiêu của nó, bằng phép so sánh chính xác trên số đếm.
-- grain: scope, place_code, indicator_code, year, quarter, level
with judged_row as (
    select
        'unit' as scope, unit_code as place_code, indicator_code, year, quarter, level, is_headline, plan_code, measure,
        phasing, due_on, period_to, year_starts_on, ends_on, numerator, denominator, quarter_numerator,
        quarter_denominator, target_value, per
    from work.unit_level
    union all
    select
        'province', province_code, indicator_code, year, quarter, 'province', true, plan_code, measure,
        phasing, due_on, period_to, year_starts_on, ends_on, numerator, denominator, quarter_numerator,
        quarter_denominator, target_value, null
    from work.province_level
),
-- A rate is compared as 100 × numerator against target × denominator, so nothing is divided before the comparison.
-- `step` is what one case more in the numerator adds to the left side.
scaled as (
    select
        r.*, i.kind, i.direction,
        cast(case
            when r.phasing = 'each_quarter' and r.measure = 'count' then cast(r.target_value as decimal(24, 4)) * r.quarter
            else r.target_value
        end as decimal(24, 4)) as target,
        case r.measure when 'rate' then 100 else 1 end as step,
        cast(r.numerator as decimal(24, 4)) * case r.measure when 'rate' then 100 else 1 end as reached,
        cast(r.quarter_numerator as decimal(24, 4)) * case r.measure when 'rate' then 100 else 1 end as quarter_reached,
        cast(case r.measure when 'rate' then r.denominator else 1 end as decimal(19, 4)) as scale,
        cast(case r.measure when 'rate' then r.quarter_denominator else 1 end as decimal(19, 4)) as quarter_scale,
        date_diff('day', r.year_starts_on, r.period_to) + 1 as days_passed,
        date_diff('day', r.year_starts_on, r.due_on) + 1 as days_given
    from judged_row as r
    inner join ref.indicators as i on i.indicator_code = r.indicator_code
),
compared as (
    select
        *,
        -- A rate's target is small and its denominator a count: only their product needs all these digits.
        case measure
            when 'rate' then cast(cast(target as decimal(19, 4)) * scale as decimal(38, 8))
            else cast(target as decimal(38, 8))
        end as asked,
        case
            when measure = 'rate' or target is null then null
            when phasing = 'each_quarter' then target
            when period_to >= due_on then floor(target)
            when phasing = 'year_end' then 0
            else floor((target * days_passed - mod(target * days_passed, days_given)) / days_given)
        end as expected,
        coalesce(phasing = 'each_quarter' and quarter_scale > 0 and case direction
            when 'at_least' then quarter_reached < cast(target_value as decimal(38, 8)) * quarter_scale
            else quarter_reached > cast(target_value as decimal(38, 8)) * quarter_scale
        end, false) as is_quarter_failed
    from scaled
),
flagged as (
    select
        *,
        case direction when 'at_least' then reached >= asked else reached <= asked end as is_met,
        coalesce(bool_or(is_quarter_failed) over (
            partition by scope, place_code, indicator_code, year, level
            order by quarter rows between unbounded preceding and 1 preceding
        ), false)
        or (is_quarter_failed and period_to >= ends_on) as has_failed_quarter
    from compared
),
decided as (
    select
        *,
        case
            when numerator is null or (kind = 'rate' and denominator is null) then 'not_reported'
            when target is null then 'no_target'
            when measure = 'rate' and denominator = 0 then 'not_applicable'
            when direction = 'at_least' and reached > asked then 'exceeded'
            when is_met then 'met'
            when period_to >= due_on then 'missed'
            when direction = 'at_most' and (measure = 'count' or target = 0) then 'missed'
            when has_failed_quarter then 'missed'
            when direction = 'at_least' and measure = 'count' and numerator >= expected then 'on_track'
            else 'behind'
        end as status
    from flagged
),
known as (
    select d.*, s.is_judged
    from decided as d
    inner join ref.statuses as s on s.status = d.status
)
select
    -- A number for the row: many times faster to join by than the six names of its grain.
    row_number() over (order by scope, place_code, indicator_code, year, quarter, level) as judgement_no,
    scope, place_code, indicator_code, year, quarter, level, is_headline, plan_code, measure, direction, phasing, per, due_on,
    period_to, numerator, denominator, cast(target as decimal(24, 4)) as target,
    cast(expected as decimal(24, 4)) as expected,
    status, is_judged, has_failed_quarter,
    case when scale <> 0 and status <> 'not_reported' then cast(reached as double) / cast(scale as double) end as value,
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
    cast(case
        when not is_judged then null
        when is_met then 0
        when measure = 'rate' then ceil(abs(asked - reached) * 0.01)
        else ceil(abs(asked - reached))
    end as bigint) as needed,
    coalesce(is_judged and case
        when direction = 'at_least' and is_met then numerator >= 1 and reached - step < asked
        when direction = 'at_least' then reached + step >= asked
        when is_met then reached + step > asked
        else numerator >= 1 and reached - step <= asked
    end, false) as is_fragile
from known
