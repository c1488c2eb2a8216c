-- Mức chính có thực hiện được vào cuối năm không, nhìn từ quý I, II, III: đã ngã ngũ, hoặc khả năng và nhịp độ cần có.
-- grain: scope, place_code, indicator_code, year, quarter
--
-- A chance is given only where what was said of finished years came nearer the truth than both plain guesses, once enough was said.
with score as (
    select
        c.province_code, c.year, count(*) as trials,
        cast(sum((t.chance - t.came_true) * (t.chance - t.came_true)) as double) / count(*) as brier,
        cast(sum((t.chance_by_pace - t.came_true) * (t.chance_by_pace - t.came_true)) as double) / count(*) as brier_by_pace,
        cast(sum((t.chance_by_province - t.came_true) * (t.chance_by_province - t.came_true)) as double) / count(*) as brier_by_province
    from (select distinct province_code, year from work.outlook_case) as c
    inner join mart.outlook_trial as t on t.province_code = c.province_code and t.year < c.year
    group by c.province_code, c.year
),
weighed as (
    select
        c.*, h.basis, h.recent_low, h.recent_high, s.trials, s.brier, s.brier_by_pace, s.brier_by_province,
        coalesce(s.trials >= 30 and (s.brier >= s.brier_by_pace or s.brier >= s.brier_by_province), false) as is_no_better,
        cast(h.chance as decimal(5, 4)) as worked_out
    from work.outlook_case as c
    left join work.outlook_chance as h
        on h.scope = c.scope and h.place_code = c.place_code and h.indicator_code = c.indicator_code and h.year = c.year
        and h.quarter = c.quarter
    left join score as s
        on s.province_code = c.province_code and s.year = c.year
),
given as (
    select
        *,
        case when decided is null and not is_no_better then worked_out end as chance,
        coalesce(silence, case
            when decided is not null then null
            when worked_out is not null and is_no_better then 'no_better'
            when worked_out is null and coalesce(basis, 0) = 0 then 'no_year'
            when worked_out is null then 'nothing_comes'
        end) as silent_because
    from weighed
)
select
    g.scope, g.place_code, g.province_code, g.indicator_code, g.year, g.quarter,
    i.indicator_short_name, i.field_code, i.unit_of_measure, g.measure, g.direction, g.status,
    g.numerator, g.denominator, g.target, g.needed, g.quarters_left, g.recent_low, g.recent_high,
    coalesce(g.decided, case
        when g.chance >= 0.8 then 'likely'
        when g.chance <= 0.2 then 'unlikely'
        when g.chance is not null then 'open'
    end) as outlook,
    g.chance, coalesce(g.basis, 0) as basis, case when g.decided is null then g.silent_because end as silent_because,
    g.trials, g.brier, g.brier_by_pace, g.brier_by_province
from given as g
inner join mart.indicator as i on i.indicator_code = g.indicator_code
