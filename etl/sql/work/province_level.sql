-- Dòng cần đánh giá của toàn tỉnh: cộng các đơn vị đã báo cáo; mức của tỷ lệ là mức giao (hoặc của ngành), mức của số đếm
-- là tổng mức của các đơn vị.
-- grain: province_code, indicator_code, year, quarter
with unit_row as (
    select
        l.*, u.province_code, i.kind,
        l.numerator is not null and (i.kind = 'count' or l.denominator is not null) as is_known
    from work.unit_level as l
    inner join ref.units as u on u.unit_code = l.unit_code
    inner join ref.indicators as i on i.indicator_code = l.indicator_code
    where l.is_headline
),
total as (
    select
        province_code, indicator_code, year, quarter, kind, year_starts_on, ends_on,
        sum(case when is_known then numerator end) as numerator,
        sum(case when is_known then denominator end) as denominator,
        sum(case when is_known then quarter_numerator end) as quarter_numerator,
        sum(case when is_known then quarter_denominator end) as quarter_denominator,
        sum(case when measure = 'count' then target_value end) as count_target,
        max(case when measure = 'count' then due_on end) as count_due_on,
        max(case when measure = 'count' then phasing end) as count_phasing,
        coalesce(min(case when is_known then period_to end), max(period_to)) as period_to,
        cast(sum(case when is_known then 1 else 0 end) as bigint) as units_reported
    from unit_row
    group by province_code, indicator_code, year, quarter, kind, year_starts_on, ends_on
),
asked as (
    select
        t.province_code, t.indicator_code, t.year, t.quarter, f.value, f.phasing, f.measured_as, f.due_on, f.level, f.plan_code,
        row_number() over (
            partition by t.province_code, t.indicator_code, t.year, t.quarter
            order by case f.level when 'assigned' then 1 else 2 end
        ) as place
    from total as t
    inner join work.plan_in_force as f
        on f.indicator_code = t.indicator_code and f.year = t.year and f.level in ('assigned', 'national')
        and (f.volume_from is null or t.denominator >= f.volume_from)
        and (f.volume_below is null or t.denominator < f.volume_below)
    where t.kind = 'rate' and f.per is null
),
settled as (
    select
        t.*,
        a.value as rate_target, a.phasing as rate_phasing, a.due_on as rate_due_on, a.level as rate_level, a.plan_code,
        t.kind = 'count' or a.measured_as = 'count' as is_count
    from total as t
    left join asked as a
        on a.province_code = t.province_code and a.indicator_code = t.indicator_code
        and a.year = t.year and a.quarter = t.quarter and a.place = 1
)
select
    s.province_code, s.indicator_code, s.year, s.quarter,
    case when coalesce(s.is_count, false) then 'count' else 'rate' end as measure,
    cast(s.numerator as decimal(24, 4)) as numerator,
    cast(s.denominator as decimal(24, 4)) as denominator,
    cast(s.quarter_numerator as decimal(24, 4)) as quarter_numerator,
    cast(s.quarter_denominator as decimal(24, 4)) as quarter_denominator,
    cast(case when s.is_count then s.count_target else s.rate_target end as decimal(24, 4)) as target_value,
    case when s.is_count then s.count_phasing else s.rate_phasing end as phasing,
    coalesce(case when s.is_count then s.count_due_on else s.rate_due_on end, p.year_ends_on) as due_on,
    s.rate_level as level, s.plan_code,
    s.period_to, s.year_starts_on, s.ends_on, s.units_reported
from settled as s
inner join ref.periods as p on p.year = s.year and p.quarter = s.quarter
