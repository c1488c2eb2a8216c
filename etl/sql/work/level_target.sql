-- Mức chỉ tiêu đang áp dụng ở từng cấp trong từng quý, sau khi xét quy mô và số ngày đơn vị hoạt động trong năm.
-- grain: unit_code, indicator_code, year, quarter, level
with bound as (
    select
        t.*, r.numerator, r.denominator,
        row_number() over (
            partition by t.unit_code, t.indicator_code, t.year, t.quarter, t.level order by coalesce(t.volume_from, 0)
        ) as place
    from work.named_target as t
    inner join work.result as r
        on r.unit_code = t.unit_code and r.indicator_code = t.indicator_code and r.year = t.year and r.quarter = t.quarter
    where (t.volume_from is null or r.denominator >= t.volume_from)
        and (t.volume_below is null or r.denominator < t.volume_below)
),
held as (
    select b.*, s.target as target_instead, s.expected as expected_instead, s.offices, coalesce(s.is_estimate, false) as is_estimate,
        case when s.offices is not null then s.is_too_large else b.is_too_large end as is_target_too_large,
        s.whole_year_target as whole_year_instead, s.days_open as days_open_instead, s.days_in_all as days_in_all_instead,
        coalesce(s.counted_from, b.counted_from) as counted_since
    from bound as b
    left join work.held_instead as s
        on s.unit_code = b.unit_code and s.indicator_code = b.indicator_code and s.year = b.year and s.quarter = b.quarter
        and s.level = case when b.is_count or b.level = 'registered' then b.level end
        and s.volume_from is not distinct from b.volume_from
    -- An office that carries others is held to the sum of what they were: none of them to a count, then nor is it.
    where b.place = 1 and (s.offices is null or s.offices > 0)
),
quarterly as (
    select
        p.unit_code, p.indicator_code, p.year, p.quarter, p.level,
        -- Asked in cases: of a quarter that another plan, or a tier of another volume, asked a share of, as many as reach it.
        case
            when not p.is_count then max(p.value_asked)
            else sum(case
                when q.is_count then q.value
                when q.direction = 'at_least'
                    then cast(ceil(cast(q.value as decimal(12, 4)) * greatest(q.denominator, 0) * 0.01) as decimal(26, 4))
                else cast(floor(cast(q.value as decimal(12, 4)) * greatest(q.denominator, 0) * 0.01) as decimal(26, 4))
            end)
        end as target,
        sum(q.numerator) as numerator, sum(q.denominator) as denominator,
        bool_or(q.is_short) as is_quarter_failed,
        string_agg(case when q.is_short then n.roman end, ', ' order by q.quarter) as failed_quarters
    from held as p
    inner join work.quarter_target as q
        on q.unit_code = p.unit_code and q.indicator_code = p.indicator_code and q.year = p.year and q.level = p.level
        and q.quarter <= p.quarter
    inner join ref.periods as n on n.year = q.year and n.quarter = q.quarter
    where p.phasing = 'each_quarter'
    group by p.unit_code, p.indicator_code, p.year, p.quarter, p.level, p.is_count
)
select
    p.unit_code, p.indicator_code, p.year, p.quarter, p.level, p.plan_code, p.phasing, p.per, p.due_on, p.counted_since as counted_from,
    case when p.is_count then 'count' else 'rate' end as measure,
    cast(case when p.phasing = 'each_quarter' then q.target when p.offices is not null then p.target_instead else p.value end as decimal(26, 4)) as target,
    p.is_target_too_large, p.expected_instead, p.offices, p.is_estimate,
    case when p.offices is not null then p.whole_year_instead when p.is_in_proportion then p.whole_year_value end as whole_year_target,
    case when p.offices is not null then p.days_open_instead when p.is_in_proportion then p.days_open end as days_open,
    case when p.offices is not null then p.days_in_all_instead when p.is_in_proportion then p.days_in_all end as days_in_all,
    case when p.phasing = 'each_quarter' and q.target is not null then coalesce(q.numerator, 0) else p.numerator end as counted_numerator,
    case when p.phasing = 'each_quarter' and q.target is not null then coalesce(q.denominator, 0) else p.denominator end
        as counted_denominator,
    coalesce(q.is_quarter_failed, false) as is_quarter_failed, q.failed_quarters,
    p.phasing = 'each_quarter' and q.target is not null as is_by_quarter,
    p.is_changed_in_year, p.volume_from is not null or p.volume_below is not null as is_by_volume
from held as p
left join quarterly as q
    on q.unit_code = p.unit_code and q.indicator_code = p.indicator_code and q.year = p.year and q.quarter = p.quarter
    and q.level = p.level
