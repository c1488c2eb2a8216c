-- Các con số mà câu diễn giải của một đánh giá sẽ nói, và số chữ số thập phân của từng số.
-- grain: judgement_no
-- A place is a unit or a province: named as what it is, it is joined by.
with judged as (
    select
        *, case scope when 'unit' then place_code end as unit_code, case scope when 'province' then place_code end as province_code
    from work.judgement
),
measured as (
    select
        j.judgement_no, j.measure, j.direction, j.is_judged, j.is_met, coalesce(i.decimals, 1) as decimals,
        j.exact_value, j.margin as inexact_margin,
        -- Where nobody has a target there is a sum all the same.
        cast(coalesce(j.counted_numerator, v.total) as decimal(36, 12)) as numerator,
        cast(j.counted_denominator as decimal(36, 12)) as denominator,
        cast(j.needed as decimal(36, 12)) as needed,
        cast(j.target as decimal(36, 12)) as target,
        cast(j.expected as decimal(36, 12)) as expected,
        cast(l.whole_year_target as decimal(36, 12)) as whole_year_target,
        case
            when j.measure = 'rate' and j.is_judged
                then cast(abs(j.counted_numerator * 100 - cast(j.target as decimal(12, 4)) * j.counted_denominator) as decimal(38, 8))
        end as apart,
        case
            when j.measure = 'rate' and j.is_judged
                then j.counted_numerator * 100 > cast(j.target as decimal(12, 4)) * j.counted_denominator
        end as is_above,
        -- What is divided by; more than this the digits at hand do not hold.
        case
            when j.measure = 'rate' and j.counted_denominator > 0 and j.counted_denominator < 100000000000000000
                then cast(j.counted_denominator as decimal(38, 8))
        end as parts
    from judged as j
    inner join ref.indicators as i on i.indicator_code = j.indicator_code
    left join work.unit_level as l
        on l.unit_code = j.unit_code and l.indicator_code = j.indicator_code and l.year = j.year
        and l.quarter = j.quarter and l.level = j.level
    left join work.province_level as v
        on v.province_code = j.province_code and v.indicator_code = j.indicator_code and v.year = j.year
        and v.quarter = j.quarter
),
-- Only numbers that divide evenly are divided, so that eleven places are exact and what is rounded half up is the true value.
rested as (
    select
        *, mod(apart, parts) as apart_rest,
        cast(mod(apart, parts) * 100000000000 as decimal(38, 8)) as apart_tail
    from measured
),
divided as (
    select
        *,
        exact_value as value,
        case
            when not is_judged then null
            when measure = 'count' then abs(numerator - target)
            when parts is null then cast(abs(inexact_margin) as decimal(36, 12))
            else cast(
                cast((apart - apart_rest) / parts as decimal(25, 0))
                + cast((apart_tail - mod(apart_tail, parts)) / parts as decimal(12, 0)) * 0.00000000001
            as decimal(36, 12))
        end as gap
    from rested
),
-- As many places as let the result be seen on its side of the target. And no fewer than the target has, so that what is said
-- follows from the numbers beside it: 87,25% is 87,25%, and 87,00% is 0,25 below it.
seen as (
    select
        d.*,
        -- Which side it is on is said where ten places do not let it be seen.
        case when d.apart > 0 and d.gap < 0.0000000001 then case when d.is_above then 'trên' else 'dưới' end end as side,
        case when measure = 'count' then 0 else greatest(decimals, case
            when not is_judged or target is null or mod(target, 1) = 0 then 0
            when mod(target, 0.1) = 0 then 1
            when mod(target, 0.01) = 0 then 2
            when mod(target, 0.001) = 0 then 3
            else 4
        end, coalesce(v.places, 0)) end as places
    from divided as d
    left join work.visible as v on d.gap > v.above and d.gap <= v.up_to
),
power (places, power) as (
    values (0, 1), (1, 10), (2, 100), (3, 1000), (4, 10000), (5, 100000), (6, 1000000), (7, 10000000), (8, 100000000), (9, 1000000000), (10, 10000000000)
)
select
    s.judgement_no, s.measure, s.numerator, s.denominator, s.needed, s.target, s.expected, s.whole_year_target, s.value, s.gap, s.side,
    -- Where both what was reached and what is lacking would be rounded up, they would come to more than the target: 76,25% is
    -- 3,75 below 80%, and not 76,3% and 3,8.
    s.places + case
        when s.side is not null then 12 - s.places
        when s.direction = 'at_least' and not s.is_met and s.value + s.gap = s.target and mod(abs(s.value) * p.power, 1) = 0.5 then 1
        else 0
    end as value_places
from seen as s
left join power as p on p.places = s.places
