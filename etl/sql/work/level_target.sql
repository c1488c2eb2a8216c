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
    select * from bound where place = 1
),
quarterly as (
    select
        p.unit_code, p.indicator_code, p.year, p.quarter, p.level,
        case when p.is_count then sum(q.value) else max(p.value_asked) end as target,
        sum(q.numerator) as numerator, sum(q.denominator) as denominator,
        bool_or(q.is_short) as is_quarter_failed,
        string_agg(case when q.is_short then case q.quarter when 1 then 'I' when 2 then 'II' when 3 then 'III' else 'IV' end end, ', '
            order by q.quarter) as failed_quarters
    from held as p
    inner join work.quarter_target as q
        on q.unit_code = p.unit_code and q.indicator_code = p.indicator_code and q.year = p.year and q.level = p.level
        and q.quarter <= p.quarter
    where p.phasing = 'each_quarter'
    group by p.unit_code, p.indicator_code, p.year, p.quarter, p.level, p.is_count
)
select
    p.unit_code, p.indicator_code, p.year, p.quarter, p.level, p.plan_code, p.phasing, p.per, p.due_on, p.counted_from,
    case when p.is_count then 'count' else 'rate' end as measure,
    cast(case when p.phasing = 'each_quarter' then q.target else p.value end as decimal(26, 4)) as target,
    case when p.is_in_proportion then p.whole_year_value end as whole_year_target,
    case when p.is_in_proportion then p.days_open end as days_open,
    case when p.is_in_proportion then p.days_in_all end as days_in_all,
    case when p.phasing = 'each_quarter' and q.target is not null then coalesce(q.numerator, 0) else p.numerator end as counted_numerator,
    case when p.phasing = 'each_quarter' and q.target is not null then coalesce(q.denominator, 0) else p.denominator end
        as counted_denominator,
    coalesce(q.is_quarter_failed, false) as is_quarter_failed, q.failed_quarters,
    p.phasing = 'each_quarter' and q.target is not null as is_by_quarter,
    p.is_changed_in_year
from held as p
left join quarterly as q
    on q.unit_code = p.unit_code and q.indicator_code = p.indicator_code and q.year = p.year and q.quarter = p.quarter
    and q.level = p.level
