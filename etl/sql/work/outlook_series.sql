-- Số của riêng từng quý ở từng đơn vị, lấy từ số luỹ kế: tử số, mẫu số, và phần có từ đầu năm trong mẫu số.
-- grain: unit_code, indicator_code, year, quarter
--
-- A working year that is not of twelve months is no like of one that is: its quarters stay out.
with whole_year as (
    select year, min(year_starts_on) as year_starts_on from ref.periods group by year having sum(months) = 12
),
stepped as (
    select
        r.unit_code, r.province_code, r.indicator_code, r.year, r.quarter, r.numerator, r.denominator, r.denominator_first,
        r.is_complete, r.kind,
        lag(r.numerator) over year_so_far as numerator_before,
        lag(r.denominator) over year_so_far as denominator_before,
        min(r.quarter) over (partition by r.unit_code, r.indicator_code, r.year) as first_quarter
    from work.result as r
    window year_so_far as (partition by r.unit_code, r.indicator_code, r.year order by r.quarter)
)
select
    s.unit_code, s.province_code, s.indicator_code, s.year, s.quarter,
    extract(month from y.year_starts_on) * 100 + extract(day from y.year_starts_on) as year_starts,
    case when s.is_complete then s.numerator - case when s.quarter = s.first_quarter then 0 else s.numerator_before end end as numerator,
    case when s.is_complete and s.kind = 'rate'
        then s.denominator - case when s.quarter = s.first_quarter then 0 else s.denominator_before end
    end as denominator,
    case when s.is_complete and s.kind = 'rate' then s.denominator_first end as opening,
    coalesce(m.is_known and (m.kind = 'rate' or m.target is not null), false) as is_in_province
from stepped as s
inner join whole_year as y on y.year = s.year
inner join work.outlook_shape as h on h.indicator_code = s.indicator_code and h.is_count_ahead
left join work.province_member as m
    on m.province_code = s.province_code and m.indicator_code = s.indicator_code and m.year = s.year and m.quarter = s.quarter
    and m.unit_code = s.unit_code
