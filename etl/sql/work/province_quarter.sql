-- Mỗi quý phải đạt, ở toàn tỉnh: tổng kết quả của quý so với tổng mức, trong các đơn vị đã báo cáo quý ấy.
-- grain: province_code, indicator_code, year, quarter
with own as (
    select
        m.province_code, m.indicator_code, m.year, m.quarter, q.quarter as own_quarter, q.direction, bool_or(q.is_count) as is_count,
        max(q.value) as value,
        -- Where somebody is held to a count, so is the province: to the sum of the cases that each was asked.
        sum(case
            when q.is_count then q.value
            when q.direction = 'at_least' then cast(ceil(cast(q.value as decimal(12, 4)) * q.denominator * 0.01) as decimal(26, 4))
            else cast(floor(cast(q.value as decimal(12, 4)) * q.denominator * 0.01) as decimal(26, 4))
        end) as cases_asked,
        sum(q.numerator) as numerator, sum(q.denominator) as denominator,
        bool_and(q.is_over) as is_over
    from work.province_member as m
    inner join work.quarter_target as q
        on q.unit_code = m.unit_code and q.indicator_code = m.indicator_code and q.year = m.year and q.level = m.level
        and q.quarter <= m.stood_in
    where m.phasing = 'each_quarter' and q.numerator is not null
    group by m.province_code, m.indicator_code, m.year, m.quarter, q.quarter, q.direction
),
decided as (
    select
        *,
        case
            when is_count and direction = 'at_least' then is_over and numerator < cases_asked
            when is_count then numerator > cases_asked
            when denominator is null or denominator <= 0 or not is_over then false
            when direction = 'at_least' then cast(100 * numerator as decimal(38, 8)) < cast(value as decimal(12, 4)) * denominator
            else cast(100 * numerator as decimal(38, 8)) > cast(value as decimal(12, 4)) * denominator
        end as is_short
    from own
)
select
    d.province_code, d.indicator_code, d.year, d.quarter, bool_or(d.is_short) as is_quarter_failed,
    string_agg(case when d.is_short then n.roman end, ', ' order by d.own_quarter) as failed_quarters
from decided as d
inner join ref.periods as n on n.year = d.year and n.quarter = d.own_quarter
group by d.province_code, d.indicator_code, d.year, d.quarter
