-- Toàn tỉnh thay đổi ra sao, chỉ trên những đơn vị so được với chính mình: cùng quý năm trước (luỹ kế) và quý liền trước (riêng từng quý).
-- grain: province_code, indicator_code, year, quarter
-- looks back: 1 year
--
-- Beside the quarter before, what each quarter alone brought is compared: sums since the year began grow by themselves. A share of what
-- was there when the year began is no quarter's own.
with of_year as (
    select
        a.province_code, a.indicator_code, a.year, a.quarter, p.measure, count(*) as units,
        cast(sum(a.numerator) as decimal(38, 4)) as numerator, cast(sum(a.denominator) as decimal(38, 4)) as denominator,
        cast(sum(a.previous_numerator) as decimal(38, 4)) as previous_numerator, cast(sum(a.previous_denominator) as decimal(38, 4)) as previous_denominator
    from mart.attainment as a
    inner join mart.province as p
        on p.province_code = a.province_code and p.indicator_code = a.indicator_code and p.year = a.year and p.quarter = a.quarter and p.measure = a.measure
    where a.is_comparable and (a.previous_value is not null or a.previous_denominator = 0) and (a.measure = 'rate' or a.target is not null or p.target is null)
    group by a.province_code, a.indicator_code, a.year, a.quarter, p.measure
),
has_stock as (
    select distinct t.owner_code as indicator_code
    from ref.term as t
    inner join ref.data_elements as e on e.data_element_code = t.data_element_code
    where t.owner_kind = 'indicator' and e.accumulation <> 'sum'
),
own as (
    select
        s.unit_code, s.province_code, s.indicator_code, s.year, s.quarter, s.numerator, s.denominator, s.is_in_province, p.period_no, p.months, p.roman
    from work.outlook_series as s
    inner join ref.periods as p on p.year = s.year and p.quarter = s.quarter
    inner join work.unit_period as up on up.unit_code = s.unit_code and up.year = s.year and up.quarter = s.quarter
    left join has_stock as h on h.indicator_code = s.indicator_code
    where h.indicator_code is null and s.numerator is not null and up.is_open_throughout and not up.is_provisional
),
of_quarter as (
    select
        n.province_code, n.indicator_code, n.year, n.quarter, count(*) as units,
        cast(sum(n.numerator) as decimal(38, 4)) as numerator, cast(sum(n.denominator) as decimal(38, 4)) as denominator,
        cast(sum(b.numerator) as decimal(38, 4)) as previous_numerator, cast(sum(b.denominator) as decimal(38, 4)) as previous_denominator
    from own as n
    inner join own as b
        on b.unit_code = n.unit_code and b.indicator_code = n.indicator_code and b.period_no = n.period_no - 1 and b.months = n.months
    inner join mart.province as p
        on p.province_code = n.province_code and p.indicator_code = n.indicator_code and p.year = n.year and p.quarter = n.quarter
    where n.is_in_province or p.target is null
    group by n.province_code, n.indicator_code, n.year, n.quarter
),
beside as (
    select
        p.province_code, p.indicator_code, p.year, p.quarter, p.measure, p.kind,
        y.units as year_units, y.numerator as year_numerator, y.previous_numerator as year_previous_numerator,
        case p.measure when 'rate' then y.denominator else 1 end as year_denominator,
        case p.measure when 'rate' then y.previous_denominator else 1 end as year_previous_denominator,
        q.units as quarter_units, q.numerator as quarter_numerator, q.previous_numerator as quarter_previous_numerator,
        case p.measure when 'rate' then q.denominator else 1 end as quarter_denominator,
        case p.measure when 'rate' then q.previous_denominator else 1 end as quarter_previous_denominator,
        h.indicator_code is not null as has_stock, b.obstacle, b.previous_starts_on
    from mart.province as p
    inner join mart.year_before as b on b.year = p.year and b.quarter = p.quarter
    left join has_stock as h on h.indicator_code = p.indicator_code
    left join of_year as y
        on y.province_code = p.province_code and y.indicator_code = p.indicator_code and y.year = p.year and y.quarter = p.quarter
    left join of_quarter as q
        on q.province_code = p.province_code and q.indicator_code = p.indicator_code and q.year = p.year and q.quarter = p.quarter
)
select
    province_code, indicator_code, year, quarter, measure,
    year_units, year_numerator, year_denominator, year_previous_numerator, year_previous_denominator,
    case when year_denominator > 0 and year_previous_denominator > 0
        then case measure when 'rate' then 100 else 1 end * cast(year_numerator as double) / cast(year_denominator as double) end as year_value,
    case when year_denominator > 0 and year_previous_denominator > 0
        then case measure when 'rate' then 100 else 1 end * cast(year_previous_numerator as double) / cast(year_previous_denominator as double)
    end as year_previous_value,
    case when year_denominator > 0 and year_previous_denominator > 0
        then case measure when 'rate' then 100 else 1 end
            * cast(year_numerator * cast(year_previous_denominator as decimal(38, 0)) - year_previous_numerator * cast(year_denominator as decimal(38, 0)) as double)
            / cast(year_denominator as double) / cast(year_previous_denominator as double)
    end as year_change,
    case
        when obstacle is not null then obstacle
        when year_units is null then 'Không so sánh: không có đơn vị nào đủ số liệu của chỉ tiêu này ở cả hai kỳ.'
        when not (year_denominator > 0 and year_previous_denominator > 0) then 'Không so sánh: một trong hai kỳ không phát sinh.'
    end as year_obstacle,
    quarter_units, quarter_numerator, quarter_denominator, quarter_previous_numerator, quarter_previous_denominator,
    case when quarter_denominator > 0 and quarter_previous_denominator > 0
        then case measure when 'rate' then 100 else 1 end * cast(quarter_numerator as double) / cast(quarter_denominator as double) end as quarter_value,
    case when quarter_denominator > 0 and quarter_previous_denominator > 0
        then case measure when 'rate' then 100 else 1 end * cast(quarter_previous_numerator as double) / cast(quarter_previous_denominator as double)
    end as quarter_previous_value,
    case when quarter_denominator > 0 and quarter_previous_denominator > 0
        then case measure when 'rate' then 100 else 1 end
            * cast(quarter_numerator * cast(quarter_previous_denominator as decimal(38, 0)) - quarter_previous_numerator * cast(quarter_denominator as decimal(38, 0)) as double)
            / cast(quarter_denominator as double) / cast(quarter_previous_denominator as double)
    end as quarter_change,
    case
        when has_stock then 'Không so riêng từng quý: chỉ tiêu này có số đầu kỳ hoặc cuối kỳ, không phải số của riêng một quý.'
        when quarter_units is null then 'Không so với quý trước: không có đơn vị nào đủ số liệu trọn cả hai quý.'
        when not (quarter_denominator > 0 and quarter_previous_denominator > 0) then 'Không so với quý trước: một trong hai quý không phát sinh.'
    end as quarter_obstacle
from beside
