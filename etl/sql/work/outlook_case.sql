-- Mỗi mức chính chưa đến cuối năm: đã ngã ngũ chưa, có nhìn trước được không, và cuối năm rốt cuộc ra sao.
-- grain: scope, place_code, indicator_code, year, quarter
with last_quarter as (
    select year, max(quarter) as last_quarter, sum(months) = 12 as is_whole_year, max(year_ends_on) as year_ends_on from ref.periods group by year
),
-- What is asked may still change with what comes: so much for each head, or by the number of cases; in a province, as well by who has
-- not reported yet, or has no target yet. Then a count is met for now, or passed for now, and nothing is settled.
by_size as (
    select distinct unit_code, indicator_code, year, quarter, level
    from work.named_target
    where quarter is not null and (per is not null or volume_from is not null or volume_below is not null)
),
moving as (
    select
        m.province_code, m.indicator_code, m.year, m.quarter,
        bool_or(not m.has_closed and (not m.is_known or m.target is null or s.unit_code is not null)) as is_moving
    from work.province_member as m
    left join by_size as s
        on s.unit_code = m.unit_code and s.indicator_code = m.indicator_code and s.year = m.year and s.quarter = m.stood_in
        and s.level = m.level
    group by m.province_code, m.indicator_code, m.year, m.quarter
),
target as (
    select
        j.scope, j.place_code, j.indicator_code, j.year, j.quarter, j.measure, j.direction, j.phasing, j.due_on, j.status, j.is_judged,
        j.is_met, j.is_final, j.is_due, j.is_known, j.counted_numerator as numerator, j.counted_denominator as denominator, j.target, j.needed,
        coalesce(l.is_complete, p.units_whole = p.units_in_result) as is_complete, coalesce(l.is_complete, p.is_each_whole) as is_whole, coalesce(p.is_tiered, false) as is_tiered,
        j.is_quarter_failed, coalesce(u.closed_on <= j.due_on, p.units_in_result > 0 and p.units_closed = p.units_in_result, false) as is_closed,
        j.measure = 'count' and coalesce(m.is_moving, s.unit_code is not null) as is_moving,
        coalesce(p.province_code, u.province_code) as province_code
    from work.judgement as j
    left join work.unit_level as l
        on l.unit_code = case when j.scope = 'unit' then j.place_code end and l.indicator_code = j.indicator_code and l.year = j.year
        and l.quarter = j.quarter and l.is_headline
    left join ref.units as u on u.unit_code = case when j.scope = 'unit' then j.place_code end
    left join work.province_level as p
        on p.province_code = case when j.scope = 'province' then j.place_code end and p.indicator_code = j.indicator_code and p.year = j.year
        and p.quarter = j.quarter
    left join by_size as s
        on s.unit_code = case when j.scope = 'unit' then j.place_code end and s.indicator_code = j.indicator_code and s.year = j.year
        and s.quarter = j.quarter and s.level = j.level
    left join moving as m
        on m.province_code = case when j.scope = 'province' then j.place_code end and m.indicator_code = j.indicator_code and m.year = j.year
        and m.quarter = j.quarter
    where j.is_headline and j.target is not null
),
ended as (
    select
        t.scope, t.place_code, t.indicator_code, t.year, t.is_met, t.measure
    from target as t
    inner join last_quarter as y on y.year = t.year and y.last_quarter = t.quarter
    where t.is_judged and t.is_due and t.is_whole
)
select
    t.scope, t.place_code, t.province_code, t.indicator_code, t.year, t.quarter, t.measure, t.direction, t.status, t.numerator, t.denominator,
    t.target, t.needed, t.is_judged, t.is_met, t.is_due, t.is_moving, t.is_final, t.phasing, t.due_on, y.year_ends_on, y.last_quarter - t.quarter as quarters_left, y.last_quarter,
    case
        -- A ceiling that was passed may be kept again where it grows with the cases or the heads, or where something is taken away.
        when t.status = 'missed' and t.measure = 'count' and t.direction = 'at_most' and not t.is_due and not t.is_quarter_failed
            and (t.is_moving and t.target > 0 or not h.is_count_ahead) then null
        -- Nor is what fell short on the day it was due, or was met by then, settled by that day: later figures and quarters are judged still,
        -- but not where a unit has closed.
        when t.status = 'missed' and t.is_due and not t.is_closed and not t.is_quarter_failed
            and not (t.direction = 'at_most' and (t.measure = 'count' or t.target = 0))
            and not (t.direction = 'at_least' and t.measure = 'rate' and t.target = 100 and t.is_final) then null
        when t.status = 'missed' then 'decided_missed'
        when t.is_judged and t.is_met and t.is_due and t.is_closed and t.phasing <> 'each_quarter' then 'decided_met'
        when t.is_judged and t.is_met and t.measure = 'count' and t.direction = 'at_least' and t.phasing <> 'each_quarter'
            and h.is_count_ahead and not t.is_moving then 'decided_met'
        when t.is_judged and t.is_met and t.measure = 'rate' and t.phasing <> 'each_quarter' and t.direction = 'at_least' and t.target = 0
            then 'decided_met'
        when t.is_judged and t.is_met and t.measure = 'rate' and t.phasing <> 'each_quarter' and t.direction = 'at_most' and t.target = 100
            and h.is_rate_ahead and t.numerator <= t.denominator then 'decided_met'
    end as decided,
    case
        when not t.is_known or not t.is_complete then 'incomplete'
        when t.phasing = 'each_quarter' then 'each_quarter'
        when t.status = 'missed' and t.is_due and not t.is_closed then 'due_past'
        when t.due_on < y.year_ends_on then 'due_early'
        when not y.is_whole_year then 'short_year'
        when t.is_tiered then 'tiered'
        when t.is_moving and (t.is_met and t.direction = 'at_least' or t.status = 'missed') then 'moving'
        when t.measure = 'count' and not h.is_count_ahead then 'not_counted_up'
        when t.measure = 'rate' and not h.is_rate_ahead then 'not_counted_up'
        when t.measure = 'rate' and t.numerator > t.denominator then 'over_all'
        -- Every number of cases that may come is weighed by itself: of so many there are more than can be.
        when greatest(t.numerator, coalesce(t.denominator, 0), case t.measure when 'count' then t.target else 0 end) > 50000 then 'too_many'
    end as silence,
    coalesce(h.is_stock_open, false) as is_stock_open,
    case when e.measure = t.measure then e.is_met end as came_true
from target as t
inner join last_quarter as y on y.year = t.year and t.quarter < y.last_quarter
inner join work.outlook_shape as h on h.indicator_code = t.indicator_code
left join ended as e
    on e.scope = t.scope and e.place_code = t.place_code and e.indicator_code = t.indicator_code and e.year = t.year
