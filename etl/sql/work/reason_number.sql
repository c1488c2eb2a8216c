-- Các con số mà câu diễn giải của một đánh giá sẽ nói, và số chữ số thập phân của từng số.
-- grain: judgement_no
with measured as (
    select
        j.judgement_no, j.measure,
        case when j.measure = 'rate' then coalesce(i.decimals, 1) else 0 end as least_places,
        abs(j.margin) as margin,
        cast(j.value as decimal(32, 12)) as value,
        cast(abs(j.margin) as decimal(32, 12)) as gap,
        cast(j.counted_numerator as decimal(32, 12)) as numerator,
        cast(j.counted_denominator as decimal(32, 12)) as denominator,
        cast(j.needed as decimal(32, 12)) as needed,
        cast(j.target as decimal(32, 12)) as target,
        cast(j.expected as decimal(32, 12)) as expected,
        cast(l.whole_year_target as decimal(32, 12)) as whole_year_target
    from work.judgement as j
    inner join ref.indicators as i on i.indicator_code = j.indicator_code
    left join work.unit_level as l
        on j.scope = 'unit' and l.unit_code = j.place_code and l.indicator_code = j.indicator_code and l.year = j.year
        and l.quarter = j.quarter and l.level = j.level
)
select
    *,
    -- As many places as let the result be seen on its side of the target: 99,96% is below 100%, and not 100,0%.
    greatest(least_places, case
        when measure = 'count' or margin is null or margin = 0 or margin > 0.5 then 0
        when margin > 0.05 then 1
        when margin > 0.005 then 2
        when margin > 0.0005 then 3
        when margin > 0.00005 then 4
        when margin > 0.000005 then 5
        when margin > 0.0000005 then 6
        when margin > 0.00000005 then 7
        when margin > 0.000000005 then 8
        when margin > 0.0000000005 then 9
        else 10
    end) as value_places
from measured
