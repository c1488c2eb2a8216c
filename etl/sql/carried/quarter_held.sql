-- Mức đặt cho riêng từng quý ở đơn vị hiện nay: số đếm thì cộng mức và kết quả quý ấy của các đơn vị hoạt động trọn quý, tỷ lệ thì
-- tính lại từ tử số và mẫu số của họ; mức đăng ký là của chính nó.
-- grain: unit_code, indicator_code, year, quarter, level
with carried_quarter as (
    select
        c.carried_by as unit_code, r.indicator_code, r.year, r.quarter,
        bool_and(r.is_quarter_whole) as is_quarter_whole, bool_and(up.period_to >= up.ends_on) as is_over,
        sum(c.share * r.quarter_numerator) as numerator, sum(c.share * r.quarter_denominator) as denominator
    from mart.carrier as c
    inner join work.unit_period as up
        on up.unit_code = c.unit_code and up.year = c.year and up.quarter = c.quarter and up.is_open_throughout
    inner join work.result as r on r.unit_code = c.unit_code and r.year = c.year and r.quarter = c.quarter and r.kind = 'rate'
    group by c.carried_by, r.indicator_code, r.year, r.quarter
),
own as (
    select
        t.unit_code, t.indicator_code, t.year, t.quarter, t.level, t.phasing, t.whole_year_value as value, t.is_count, t.direction,
        case when r.is_quarter_whole then cast(r.numerator as decimal(26, 4)) end as numerator,
        case when r.is_quarter_whole then cast(r.denominator as decimal(26, 4)) end as denominator,
        r.is_over,
        row_number() over (
            partition by t.unit_code, t.indicator_code, t.year, t.quarter, t.level order by coalesce(t.volume_from, 0)
        ) as place
    from carried.named_target as t
    inner join carried_quarter as r
        on r.unit_code = t.unit_code and r.indicator_code = t.indicator_code and r.year = t.year and r.quarter = t.quarter
    where t.level <> 'registered' and (
        t.volume_from is null and t.volume_below is null
        or r.is_quarter_whole
        and (t.volume_from is null or r.denominator >= t.volume_from)
        and (t.volume_below is null or r.denominator < t.volume_below)
    )
),
rate as (
    select unit_code, indicator_code, year, quarter, level, is_count, direction, value, numerator, denominator, is_over
    from own
    where place = 1 and phasing = 'each_quarter' and value is not null and not is_count
),
counted as (
    select
        b.office_code as unit_code, q.indicator_code, q.year, q.quarter, q.level, q.is_count, q.direction,
        cast(sum(b.share * q.value) as decimal(26, 4)) as value,
        cast(case when count(*) = count(q.numerator) then sum(coalesce(c.share, 0) * q.numerator) end as decimal(26, 4)) as numerator,
        cast(case when count(*) = count(q.denominator) then sum(coalesce(c.share, 0) * q.denominator) end as decimal(26, 4)) as denominator,
        bool_and(q.is_over) as is_over
    from work.bearing as b
    inner join work.quarter_held as q on q.unit_code = b.unit_code
    left join work.carriage as c
        on c.unit_code = q.unit_code and c.year = q.year and c.quarter = q.quarter and c.office_code = b.office_code
    where q.is_count and q.level <> 'registered'
    group by b.office_code, q.indicator_code, q.year, q.quarter, q.level, q.is_count, q.direction
)
select unit_code, indicator_code, year, quarter, level, is_count, direction, value, numerator, denominator, is_over from rate
union all
select c.unit_code, c.indicator_code, c.year, c.quarter, c.level, c.is_count, c.direction, c.value, c.numerator, c.denominator, c.is_over
from counted as c
left join rate as r
    on r.unit_code = c.unit_code and r.indicator_code = c.indicator_code and r.year = c.year and r.quarter = c.quarter and r.level = c.level
where r.unit_code is null
union all
select unit_code, indicator_code, year, quarter, level, is_count, direction, value, numerator, denominator, is_over
from work.quarter_held
where level = 'registered'
