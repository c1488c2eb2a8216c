-- Kết quả của mọi chỉ tiêu ở mọi đơn vị hoạt động trong quý: đã biết chưa, đủ các quý trước chưa.
-- grain: unit_code, indicator_code, year, quarter
with placed as (
    select
        up.unit_code, up.province_code, i.indicator_code, up.year, up.quarter, i.kind, up.is_reported,
        m.numerator, m.denominator, m.quarter_numerator, m.quarter_denominator,
        m.numerator_last, m.denominator_first, m.denominator_last,
        coalesce(m.is_known, false) as is_each_known, coalesce(m.is_counted, false) as is_counted,
        coalesce(m.is_whole, false) as is_whole, coalesce(m.is_too_large, false) as is_too_large,
        max(case when m.has_value then 1 else 0 end) over (
            partition by up.unit_code, i.indicator_code, up.year order by up.quarter
        ) as has_figure,
        min(case when m.is_whole then 1 else 0 end) over (
            partition by up.unit_code, i.indicator_code, up.year order by up.quarter
            rows between unbounded preceding and 1 preceding
        ) as is_whole_before
    from work.unit_period as up
    cross join ref.indicators as i
    left join work.measure as m
        on m.unit_code = up.unit_code and m.indicator_code = i.indicator_code and m.year = up.year and m.quarter = up.quarter
)
select
    unit_code, province_code, indicator_code, year, quarter, kind, is_reported,
    numerator, denominator, quarter_numerator, quarter_denominator,
    numerator_last, denominator_first, denominator_last,
    is_counted, is_too_large,
    -- Whether there is a result to judge. A denominator below zero is a mistake, not a result.
    numerator is not null and (kind = 'count' or coalesce(denominator >= 0, false)) as is_known,
    is_whole and is_reported as is_quarter_whole,
    is_each_known and coalesce(is_whole_before, 1) = 1 as is_complete,
    has_figure = 1 as has_figure
from placed
