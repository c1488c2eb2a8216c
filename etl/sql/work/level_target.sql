-- Mức chỉ tiêu đang áp dụng ở từng cấp trong từng quý, sau khi xét quy mô và nhân theo đầu người.
-- grain: unit_code, indicator_code, year, quarter, level
with candidate as (
    select
        up.unit_code, up.year, up.quarter, up.ends_on, up.year_starts_on, up.period_to,
        t.indicator_code, t.level, t.plan_code, t.phasing, t.per,
        coalesce(t.due_on, up.year_ends_on) as due_on,
        m.numerator, m.denominator, m.quarter_numerator, m.quarter_denominator,
        t.measured_as,
        case when t.per is null then t.value else cast(cast(t.value as decimal(19, 4)) * h.value as decimal(24, 4)) end as value,
        (t.volume_from is null or m.denominator >= t.volume_from)
        and (t.volume_below is null or m.denominator < t.volume_below) as binds
    from work.unit_period as up
    inner join work.target as t on t.unit_code = up.unit_code and t.year = up.year
    left join work.measure as m
        on m.unit_code = up.unit_code and m.indicator_code = t.indicator_code
        and m.year = up.year and m.quarter = up.quarter
    left join work.headcount as h
        on h.unit_code = up.unit_code and h.data_element_code = t.per and h.year = up.year and h.quarter = up.quarter
),
-- While the denominator is unknown nobody can say which tier binds: one row stays, without a value.
settled as (
    select
        unit_code, indicator_code, year, quarter, level, plan_code, phasing, per, due_on, period_to, year_starts_on, ends_on,
        numerator, denominator, quarter_numerator, quarter_denominator,
        case when binds then value end as value,
        case when binds then measured_as end as measured_as,
        row_number() over (
            partition by unit_code, indicator_code, year, quarter, level order by binds desc nulls last, due_on
        ) as place
    from candidate
    where coalesce(binds, true)
)
select
    s.unit_code, s.indicator_code, s.year, s.quarter, s.level, s.plan_code, s.phasing, s.due_on, s.period_to,
    s.year_starts_on, s.ends_on, s.numerator, s.denominator, s.quarter_numerator, s.quarter_denominator,
    s.value as target_value, s.per,
    case when i.kind = 'count' or s.measured_as = 'count' then 'count' else 'rate' end as measure
from settled as s
inner join ref.indicators as i on i.indicator_code = s.indicator_code
where s.place = 1
