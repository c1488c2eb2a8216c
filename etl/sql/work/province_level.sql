-- Dòng cần đánh giá của toàn tỉnh: cộng các đơn vị đã báo cáo; mức của tỷ lệ là mức giao (hoặc của ngành), mức của số đếm
-- là tổng mức của chính các đơn vị ấy; mức theo quy mô là tổng số việc mà từng đơn vị phải đạt.
-- grain: province_code, indicator_code, year, quarter
with total as (
    select
        province_code, indicator_code, year, quarter, kind, is_tiered, is_count, year_starts_on, year_ends_on,
        plan_level, province_plan_code, plan_value, plan_phasing, plan_due_on,
        cast(sum(case when is_in_result then numerator end) as decimal(26, 4)) as numerator,
        cast(sum(case when is_in_result then denominator end) as decimal(26, 4)) as denominator,
        cast(sum(case when is_added then numerator end) as decimal(26, 4)) as total,
        cast(sum(case when not is_in_result or is_uncounted then null when is_by_quarter and not is_tiered then counted_numerator else numerator end)
            as decimal(26, 4)) as counted_numerator,
        cast(sum(case when not is_in_result or is_uncounted then null when is_by_quarter and not is_tiered then counted_denominator else denominator end)
            as decimal(26, 4)) as counted_denominator,
        coalesce(bool_and(case when is_in_result then is_uncounted end), false) as is_uncounted,
        cast(sum(case when is_in_result then target end) as decimal(26, 4)) as count_target,
        cast(sum(case when is_in_result then cases_asked end) as decimal(26, 4)) as cases_asked,
        cast(case when count(case when is_in_result and expected is null then 1 end) = 0
            then sum(case when is_in_result then expected end)
        end as decimal(26, 4)) as expected,
        max(phasing) as count_phasing,
        -- Of several reasons the one that somebody can mend by reporting.
        min(case when is_added and is_count then why_no_target end) as why_no_target,
        max(case when is_added and is_count and why_no_target in ('no_heads', 'too_large') then per end) as per,
        coalesce(max(case when is_in_result then due_by end), case when is_count then max(due_by) else plan_due_on end) as due_on,
        coalesce(min(case when is_added then period_to end), max(period_to)) as period_to,
        bool_and(case when not is_in_result then true when level = 'none' and not has_closed then period_to >= due_by else is_due end) as is_due,
        bool_or(is_in_result and is_estimate) as is_estimate,
        bool_or(is_in_result and is_tiered and measure <> 'count') as can_fall,
        bool_or(is_in_result and has_closed) as has_closed,
        bool_or(is_in_result and is_by_volume) as is_by_volume,
        bool_or(is_added) as is_known,
        count(case when is_added then 1 end) as units_known,
        count(case when is_in_result then 1 end) as units_in_result,
        count(case when is_in_result and not is_open then 1 end) as units_closed,
        -- Open still, and silent in its last quarter: it stands in the one before. And those of whom nothing is added any more.
        count(case when is_in_result and is_open and stood_in < quarter then 1 end) as units_as_before,
        count(case when is_open and is_gone then 1 end) as units_gone,
        count(case when is_in_result and is_uncounted then 1 end) as units_uncounted,
        count(case when is_in_result and is_whole then 1 end) as units_whole,
        count(case when is_added and not is_open then 1 end) as units_known_closed,
        count(case when is_added and is_whole then 1 end) as units_known_whole,
        bool_and(is_whole) as is_each_whole
    from work.province_weight
    group by
        province_code, indicator_code, year, quarter, kind, is_tiered, is_count, year_starts_on, year_ends_on,
        plan_level, province_plan_code, plan_value, plan_phasing, plan_due_on
)
select
    t.province_code, t.indicator_code, t.year, t.quarter, t.kind,
    case when t.is_count then 'count' else 'rate' end as measure,
    t.numerator, t.denominator, t.total,
    case when t.is_uncounted then t.numerator else t.counted_numerator end as counted_numerator,
    case when t.is_uncounted then t.denominator else t.counted_denominator end as counted_denominator,
    cast(case when t.is_tiered then t.cases_asked when t.is_count then t.count_target when not t.is_uncounted then t.plan_value end as decimal(26, 4)) as target,
    case when t.is_count then t.expected end as expected,
    case when t.is_count then t.count_phasing else t.plan_phasing end as phasing,
    -- When nobody in the result has time left, though the plan gives the province more: they all closed before.
    case when t.is_count or t.is_due then t.due_on else t.plan_due_on end as due_on,
    t.is_due, t.can_fall, t.is_estimate, coalesce(q.is_quarter_failed, false) as is_quarter_failed, q.failed_quarters, t.is_known, t.is_tiered,
    t.per, coalesce(t.why_no_target, case when t.is_uncounted then 'no_quarter' end) as why_no_target, t.plan_level as level, t.province_plan_code as plan_code,
    t.has_closed, t.is_by_volume, t.period_to, t.year_starts_on, t.units_known, t.units_in_result, t.units_closed, t.units_whole, t.units_as_before, t.units_gone, t.units_uncounted,
    t.units_known_closed, t.units_known_whole, t.is_each_whole,
    coalesce(c.offices_closed, 0) as offices_closed, coalesce(c.offices_known_closed, 0) as offices_known_closed
from total as t
left join work.province_closed as c
    on c.province_code = t.province_code and c.indicator_code = t.indicator_code and c.year = t.year and c.quarter = t.quarter
left join work.province_quarter as q
    on q.province_code = t.province_code and q.indicator_code = t.indicator_code and q.year = t.year and q.quarter = t.quarter
