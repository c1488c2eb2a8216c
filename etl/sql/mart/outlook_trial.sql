-- Mỗi lần đã nói trước mà nay năm đã hết: đã nói khả năng bao nhiêu, có thành không, và hai cách đoán thường cho bao nhiêu.
-- grain: scope, place_code, indicator_code, year, quarter
-- looks back: ever
--
-- "As the pace is": met if every quarter to come brings what the past ones brought. "As the province is": how often the
-- target was met in the province's earlier years; without any, which share of its cases had then come as far as the pace asks.
with paced as (
    select
        *,
        case
            when measure = 'rate' then case when is_met then 1 else 0 end
            when direction = 'at_least' then case when numerator * last_quarter >= target * quarter then 1 else 0 end
            else case when numerator * last_quarter <= target * quarter then 1 else 0 end
        end as chance_by_pace
    from work.outlook_case
),
earlier as (
    select
        c.scope, c.place_code, c.indicator_code, c.year, c.quarter, count(*) as cases,
        sum(case when b.came_true then 1 else 0 end) as came_true
    from work.outlook_case as c
    inner join work.outlook_earlier as b
        on b.scope = c.scope and b.province_code = c.province_code and b.indicator_code = c.indicator_code and b.quarter = c.quarter
        and b.year < c.year
    group by c.scope, c.place_code, c.indicator_code, c.year, c.quarter
),
beside as (
    select province_code, indicator_code, year, quarter, count(*) as cases, sum(chance_by_pace) as came_true
    from paced
    where is_judged
    group by province_code, indicator_code, year, quarter
)
select
    c.scope, c.place_code, c.province_code, c.indicator_code, c.year, c.quarter, h.basis, cast(h.chance as decimal(5, 4)) as chance,
    case when c.came_true then 1 else 0 end as came_true,
    c.chance_by_pace,
    -- Rounded half up to four places, by a division without a rest.
    cast(case
        when e.cases > 0
            then cast((20000 * e.came_true + e.cases - mod(20000 * e.came_true + e.cases, 2 * e.cases)) / (2 * e.cases) as integer) * 0.0001
        when b.cases > 0
            then cast((20000 * b.came_true + b.cases - mod(20000 * b.came_true + b.cases, 2 * b.cases)) / (2 * b.cases) as integer) * 0.0001
        else c.chance_by_pace
    end as decimal(5, 4)) as chance_by_province
from paced as c
inner join work.outlook_chance as h
    on h.scope = c.scope and h.place_code = c.place_code and h.indicator_code = c.indicator_code and h.year = c.year and h.quarter = c.quarter
left join earlier as e
    on e.scope = c.scope and e.place_code = c.place_code and e.indicator_code = c.indicator_code and e.year = c.year and e.quarter = c.quarter
left join beside as b
    on b.province_code = c.province_code and b.indicator_code = c.indicator_code and b.year = c.year and b.quarter = c.quarter
where h.chance is not null and c.came_true is not null
