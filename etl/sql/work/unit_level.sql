-- Mọi dòng cần đánh giá của đơn vị: mỗi cấp có mức một dòng; chỉ tiêu chỉ có số liệu thì một dòng không có mức;
-- chỉ tiêu được giao mà đơn vị không đăng ký thì thêm một dòng đăng ký để trống.
-- grain: unit_code, indicator_code, year, quarter, level
with ordered as (
    select
        l.*,
        row_number() over (
            partition by l.unit_code, l.indicator_code, l.year, l.quarter
            order by case l.level when 'assigned' then 1 when 'national' then 2 else 3 end
        ) = 1 as is_headline
    from work.level_target as l
),
named as (
    select distinct unit_code, indicator_code, year, quarter from work.named_target where quarter is not null
),
placed as (
    select
        unit_code, indicator_code, year, quarter, level, plan_code, phasing, per, due_on, counted_from, measure, target,
        whole_year_target, days_open, days_in_all, counted_numerator, counted_denominator, is_quarter_failed, failed_quarters, is_by_quarter,
        is_changed_in_year, is_headline, expected_instead, offices, is_estimate, is_target_too_large, is_by_volume
    from ordered
    union all
    select
        a.unit_code, a.indicator_code, a.year, a.quarter, 'registered', null, null, null, a.due_on, a.counted_from, a.measure, null,
        null, null, null, r.numerator, r.denominator, false, null, false, false, false, null, null, false, false, false
    from ordered as a
    inner join work.result as r
        on r.unit_code = a.unit_code and r.indicator_code = a.indicator_code and r.year = a.year and r.quarter = a.quarter
    left join work.level_target as l
        on l.unit_code = a.unit_code and l.indicator_code = a.indicator_code
        and l.year = a.year and l.quarter = a.quarter and l.level = 'registered'
    where a.level = 'assigned' and l.unit_code is null
    union all
    select
        r.unit_code, r.indicator_code, r.year, r.quarter, 'none', null, null, null, up.year_ends_on, up.year_starts_on, r.kind, null,
        null, null, null, r.numerator, r.denominator, false, null, false, false, true, null, null, false, false, false
    from work.result as r
    inner join work.unit_period as up on up.unit_code = r.unit_code and up.year = r.year and up.quarter = r.quarter
    left join named as n
        on n.unit_code = r.unit_code and n.indicator_code = r.indicator_code and n.year = r.year and n.quarter = r.quarter
    left join ordered as o
        on o.unit_code = r.unit_code and o.indicator_code = r.indicator_code
        and o.year = r.year and o.quarter = r.quarter and o.is_headline
    where o.unit_code is null and (r.has_figure or n.unit_code is not null)
),
dated as (
    select
        p.unit_code, p.indicator_code, p.year, p.quarter, p.level, p.plan_code, p.phasing, p.per, p.due_on, p.counted_from, p.measure, p.target,
        p.whole_year_target, p.days_open, p.days_in_all, p.counted_numerator, p.counted_denominator, p.is_quarter_failed, p.failed_quarters,
        p.is_by_quarter, p.is_changed_in_year, p.is_headline, p.expected_instead, p.offices,
        p.is_estimate or e.unit_code is not null as is_estimate, p.is_target_too_large, p.is_by_volume,
        -- Why a plan that asks something of the unit gives it no target.
        case
            when p.target is not null then null
            when p.is_target_too_large then 'too_large'
            when p.phasing = 'each_quarter' and (p.per is null or h.value is not null) then 'no_quarter'
            when p.per is not null then 'no_heads'
        end as why_no_target,
        r.province_code, r.kind, r.is_reported, r.is_known, r.is_too_large, r.numerator, r.denominator, up.period_to,
        up.is_provisional, r.is_complete,
        up.period_to >= p.due_on as is_due,
        greatest(date_diff('day', p.counted_from, up.period_to) + 1, 0) as days_passed,
        case when p.due_on >= p.counted_from then date_diff('day', p.counted_from, p.due_on) + 1 end as days_given
    from placed as p
    inner join work.result as r
        on r.unit_code = p.unit_code and r.indicator_code = p.indicator_code and r.year = p.year and r.quarter = p.quarter
    inner join work.unit_period as up on up.unit_code = p.unit_code and up.year = p.year and up.quarter = p.quarter
    left join work.headcount as h
        on h.unit_code = p.unit_code and h.data_element_code = p.per and h.year = p.year and h.quarter = p.quarter
    left join work.estimate as e
        on e.owner_kind = 'indicator' and e.owner_code = p.indicator_code and e.unit_code = p.unit_code and e.year = p.year
        and e.quarter = p.quarter
),
-- What goes into the days without a rest, and the rest: only numbers that divide evenly are divided, so nothing is lost.
parted as (
    select
        *,
        cast((target - mod(target, days_given)) / days_given as decimal(26, 4)) * days_passed as whole_days,
        mod(target, days_given) * days_passed as rest
    from dated
)
select
    *,
    -- How much of a count is expected by the day the figures run to.
    case
        when measure = 'rate' or target is null then null
        when phasing = 'each_quarter' then target
        when expected_instead is not null then expected_instead
        when is_due then target - mod(target, 1)
        when phasing = 'year_end' then cast(0 as decimal(26, 4))
        when days_given is null then target - mod(target, 1)
        else whole_days + cast((rest - mod(rest, days_given)) / days_given as decimal(26, 4))
    end as expected
from parted
