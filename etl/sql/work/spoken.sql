-- Các con số mà câu diễn giải của một đánh giá sẽ nói, và số chữ số thập phân của từng số.
-- grain: judgement_no
with measured as (
    select
        j.judgement_no, j.measure,
        case when j.measure = 'rate' then coalesce(i.decimals, 1) else 0 end as value_places,
        cast(j.value as decimal(32, 10)) as value,
        cast(abs(j.margin) as decimal(32, 10)) as gap,
        cast(j.counted_numerator as decimal(32, 10)) as numerator,
        cast(j.counted_denominator as decimal(32, 10)) as denominator,
        cast(j.needed as decimal(32, 10)) as needed,
        cast(j.target as decimal(32, 10)) as target,
        cast(j.expected as decimal(32, 10)) as expected
    from work.judgement as j
    inner join ref.indicators as i on i.indicator_code = j.indicator_code
)
select
    *,
    -- A gap that would read 0,0 says nothing: it gets the places it needs, up to four.
    case
        when measure = 'count' or gap = 0 or round(gap, 1) = gap then value_places
        when gap < 0.005 then 4
        when gap < 0.5 then greatest(value_places, 2)
        else value_places
    end as gap_places
from measured
