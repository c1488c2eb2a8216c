-- Mức chính chưa đến cuối năm: đã ngã ngũ chưa, nếu chưa thì khả năng bao nhiêu, và vì sao có khi không nói.
-- grain: scope, place_code, indicator_code, year, quarter
--
-- A chance is given only where what was said of finished years came nearer the truth than both plain guesses, once enough was said.
-- What was said as far ahead is asked first; where that is too little, all that was said.
with told as (
    select
        t.province_code, t.year, t.quarter, (t.chance - t.came_true) * (t.chance - t.came_true) as miss,
        (t.chance_by_pace - t.came_true) * (t.chance_by_pace - t.came_true) as miss_by_pace,
        (t.chance_by_province - t.came_true) * (t.chance_by_province - t.came_true) as miss_by_province
    from mart.outlook_trial as t
),
score as (
    select
        c.province_code, c.year, c.quarter,
        count(case when t.quarter = c.quarter then 1 end) as trials_alike, count(*) as trials_in_all,
        cast(sum(case when t.quarter = c.quarter then t.miss end) as double) as miss_alike, cast(sum(t.miss) as double) as miss_in_all,
        cast(sum(case when t.quarter = c.quarter then t.miss_by_pace end) as double) as pace_alike, cast(sum(t.miss_by_pace) as double) as pace_in_all,
        cast(sum(case when t.quarter = c.quarter then t.miss_by_province end) as double) as province_alike,
        cast(sum(t.miss_by_province) as double) as province_in_all
    from (select distinct province_code, year, quarter from work.outlook_case) as c
    inner join told as t on t.province_code = c.province_code and t.year < c.year
    group by c.province_code, c.year, c.quarter
),
scored as (
    select
        province_code, year, quarter, trials_alike >= 30 as is_as_far_ahead,
        case when trials_alike >= 30 then trials_alike else trials_in_all end as trials,
        case when trials_alike >= 30 then miss_alike / trials_alike else miss_in_all / trials_in_all end as brier,
        case when trials_alike >= 30 then pace_alike / trials_alike else pace_in_all / trials_in_all end as brier_by_pace,
        case when trials_alike >= 30 then province_alike / trials_alike else province_in_all / trials_in_all end as brier_by_province
    from score
),
weighed as (
    select
        c.*, h.basis,
        cast(h.recent_low as decimal(26, 4)) as recent_low, cast(h.recent_high as decimal(26, 4)) as recent_high,
        h.least_counted, h.least_cases, h.most_counted, h.most_cases,
        s.is_as_far_ahead, s.trials, s.brier, s.brier_by_pace, s.brier_by_province,
        coalesce(s.trials >= 30 and (s.brier >= s.brier_by_pace or s.brier >= s.brier_by_province), false) as is_no_better,
        cast(h.chance as decimal(5, 4)) as worked_out
    from work.outlook_case as c
    left join work.outlook_chance as h
        on h.scope = c.scope and h.place_code = c.place_code and h.indicator_code = c.indicator_code and h.year = c.year
        and h.quarter = c.quarter
    left join scored as s
        on s.province_code = c.province_code and s.year = c.year and s.quarter = c.quarter
),
given as (
    select
        *,
        case when decided is null and not is_no_better then worked_out end as chance,
        coalesce(silence, case
            when worked_out is not null and is_no_better then 'no_better'
            when worked_out is null and coalesce(basis, 0) = 0 then 'no_year'
            when worked_out is null then 'nothing_comes'
        end) as silent_because
    from weighed
)
select
    scope, place_code, province_code, indicator_code, year, quarter, measure, direction, phasing, due_on, year_ends_on, is_final, status,
    is_judged, is_met, is_due, is_moving,
    numerator, denominator, target, needed, quarters_left, last_quarter, recent_low, recent_high,
    is_stock_open, least_counted, least_cases, most_counted, most_cases,
    coalesce(decided, case
        when chance >= 0.8 then 'likely'
        when chance <= 0.2 then 'unlikely'
        when chance is not null then 'open'
    end) as outlook,
    chance, coalesce(basis, 0) as basis, case when decided is null then silent_because end as silent_because,
    is_as_far_ahead, trials, brier, brier_by_pace, brier_by_province
from given
