-- Các con số của một đánh giá, viết theo lối Việt (1.234,5), làm tròn nửa lên từ giá trị chính xác.
-- grain: scope, place_code, indicator_code, year, quarter
with row_to_word as (
    select
        j.scope, j.place_code, j.indicator_code, j.year, j.quarter, j.measure,
        case when j.measure = 'rate' then coalesce(i.decimals, 1) else 0 end as places,
        cast(j.value as decimal(28, 10)) as value,
        cast(abs(j.margin) as decimal(28, 10)) as gap,
        j.numerator, j.denominator, j.target, j.expected, j.needed
    from work.judgement as j
    inner join ref.indicators as i on i.indicator_code = j.indicator_code
    where j.is_headline
),
number as (
    select scope, place_code, indicator_code, year, quarter, 'value' as item, value as amount, places, false as is_trimmed from row_to_word
    union all
    -- A gap that would read 0,0 says nothing: it gets the places it needs, up to four.
    select scope, place_code, indicator_code, year, quarter, 'gap', gap,
        case
            when measure = 'count' or gap = 0 or round(gap, 1) = gap then places
            when gap < 0.005 then 4
            when gap < 0.5 then greatest(places, 2)
            else places
        end, false
    from row_to_word
    union all
    select scope, place_code, indicator_code, year, quarter, 'numerator', numerator, 4, true from row_to_word
    union all
    select scope, place_code, indicator_code, year, quarter, 'denominator', denominator, 4, true from row_to_word
    union all
    select scope, place_code, indicator_code, year, quarter, 'target', target, 4, true from row_to_word
    union all
    select scope, place_code, indicator_code, year, quarter, 'expected', expected, 4, true from row_to_word
),
rounded as (
    select
        scope, place_code, indicator_code, year, quarter, item, places, is_trimmed, amount < 0 as is_negative,
        cast(floor(cast(abs(amount) as decimal(28, 10)) * cast(power(10, places) as integer) + 0.5) as hugeint) as ticks,
        cast(power(10, places) as bigint) as ticks_per_one
    from number
    where amount is not null
),
digits as (
    select
        *,
        replace(format('{:,}', cast(ticks // ticks_per_one as bigint)), ',', '.') as whole,
        lpad(cast(mod(ticks, ticks_per_one) as varchar), places, '0') as fraction
    from rounded
),
trimmed as (
    select *, case when is_trimmed then rtrim(fraction, '0') when places = 0 then '' else fraction end as shown
    from digits
),
written as (
    select
        scope, place_code, indicator_code, year, quarter, item,
        case when is_negative and ticks > 0 then '−' else '' end || whole || case when shown <> '' then ',' || shown else '' end
            as text
    from trimmed
)
select
    scope, place_code, indicator_code, year, quarter,
    max(case item when 'value' then text end) as value,
    max(case item when 'gap' then text end) as gap,
    max(case item when 'numerator' then text end) as numerator,
    max(case item when 'denominator' then text end) as denominator,
    max(case item when 'target' then text end) as target,
    max(case item when 'expected' then text end) as expected
from written
group by scope, place_code, indicator_code, year, quarter
