-- Mức mà đơn vị hiện nay chịu khi đã tiếp nhận hoặc chuyển đi một phần: số đếm thì cộng mức từng đơn vị đã chịu theo ngày hoạt động, theo phần
-- chuyển sang; mức đăng ký là của chính nó.
-- grain: unit_code, indicator_code, year, quarter, level, volume_from
with changed as (
    select successor as unit_code from work.handover
    union
    select predecessor from work.handover
),
asked as (
    select distinct
        t.unit_code, t.indicator_code, t.year, t.quarter, t.level, t.volume_from, t.is_count, t.phasing, t.per, t.value_asked
    from carried.named_target as t
    inner join changed as s on s.unit_code = t.unit_code
    where t.is_count or t.level = 'registered'
),
-- An office counts as it stands in the quarter, or as it stood in the last one in which it was open.
stood as (
    select b.office_code, b.unit_code, b.share, p.year, p.quarter, max(up.quarter) as stood_in
    from work.bearing as b
    inner join work.unit_period as up on up.unit_code = b.unit_code
    inner join work.period as p on p.year = up.year and p.quarter >= up.quarter
    group by b.office_code, b.unit_code, b.share, p.year, p.quarter
),
part as (
    select
        s.office_code, s.share, s.year, s.quarter, l.indicator_code, l.level, l.target, l.whole_year_target, l.days_open, l.days_in_all,
        l.is_target_too_large,
        case when s.stood_in < s.quarter and l.phasing <> 'each_quarter' then l.target - mod(l.target, 1) else l.expected end as expected
    from stood as s
    inner join work.unit_level as l on l.unit_code = s.unit_code and l.year = s.year and l.quarter = s.stood_in
    where l.measure = 'count' and l.level in ('assigned', 'national')
),
summed as (
    select
        office_code, year, quarter, indicator_code, level, count(*) as offices,
        case when count(*) = count(target) then sum(share * target) end as target,
        case when count(*) = count(expected) then sum(share * expected) end as expected,
        bool_or(share <> 1) as is_estimate, bool_or(is_target_too_large) as is_too_large,
        case when count(*) = 1 then max(whole_year_target) end as whole_year_target,
        case when count(*) = 1 then max(days_open) end as days_open,
        case when count(*) = 1 then max(days_in_all) end as days_in_all
    from part
    group by office_code, year, quarter, indicator_code, level
)
select
    a.unit_code, a.indicator_code, a.year, a.quarter, a.level, a.volume_from,
    cast(s.target as decimal(26, 4)) as target, cast(s.expected as decimal(26, 4)) as expected, cast(null as date) as counted_from,
    case when a.phasing <> 'each_quarter' then coalesce(s.offices, 0) end as offices,
    case when not s.is_estimate then s.whole_year_target end as whole_year_target,
    case when not s.is_estimate then s.days_open end as days_open,
    case when not s.is_estimate then s.days_in_all end as days_in_all,
    coalesce(s.is_estimate, false) as is_estimate, coalesce(s.is_too_large, false) as is_too_large
from asked as a
left join summed as s
    on s.office_code = a.unit_code and s.year = a.year and s.quarter = a.quarter and s.indicator_code = a.indicator_code
    and s.level = a.level
where a.level <> 'registered'
union all
select
    a.unit_code, a.indicator_code, a.year, a.quarter, a.level, a.volume_from,
    case
        when a.per is null then cast(a.value_asked as decimal(26, 4))
        when cast(a.value_asked as decimal(14, 4)) * cast(h.value as decimal(23, 4)) < 1000000000000000000
            then cast(cast(a.value_asked as decimal(14, 4)) * cast(h.value as decimal(23, 4)) as decimal(26, 4))
    end,
    null, greatest(up.year_starts_on, coalesce(up.own_opened_on, up.year_starts_on)), 1, null, null, null, false,
    coalesce(
        case
            when a.per is not null
                then cast(a.value_asked as decimal(14, 4)) * cast(h.value as decimal(23, 4)) >= 1000000000000000000
        end, false)
from asked as a
inner join carried.unit_period as up on up.unit_code = a.unit_code and up.year = a.year and up.quarter = a.quarter
left join work.headcount as h
    on h.unit_code = a.unit_code and h.data_element_code = a.per and h.year = a.year and h.quarter = a.quarter
where a.level = 'registered'
