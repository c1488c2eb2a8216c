-- Năm nay bên cạnh năm trước: từng chỉ tiêu của từng đơn vị ở cùng quý; chỉ tiêu nào mới, nào thôi, nào đổi mức hoặc cách tính.
-- grain: unit_code, indicator_code, year, quarter
-- looks back: 1 year
-- Codes that gave way to one that this office has figures or a target of.
with replaced as (
    select distinct c.old_code, a.unit_code, a.year, a.quarter
    from work.code_change as c
    inner join mart.attainment as a on a.indicator_code = c.new_code and a.year = c.year and a.quarter = c.quarter
),
carried as (
    -- Under its own code, or under the one it had before the sector's list changed.
    select
        a.unit_code, a.indicator_code, a.year, a.quarter, b.indicator_code as before_code, b.measure, b.numerator, b.denominator, b.value,
        b.value_places,
        b.target, b.status, row_number() over (
            partition by a.unit_code, a.indicator_code, a.year, a.quarter
            order by b.indicator_code
        ) as place
    from mart.attainment as a
    left join work.code_change as c on c.new_code = a.indicator_code and c.year = a.year and c.quarter = a.quarter and c.was_in_force
    inner join mart.attainment as b
        on b.unit_code = a.unit_code and b.year = a.year - 1 and b.quarter = a.quarter
        and b.indicator_code = coalesce(c.old_code, a.indicator_code)
),
-- What a plan asks in its own words: what it comes to for an office hangs on heads, days and volume as well.
asked as (
    select unit_code, indicator_code, year, coalesce(assigned_asked, national_asked, registered_asked) as asked from work.year_asked
),
both_years as (
    select
        a.unit_code, a.indicator_code, a.year, a.quarter, a.province_code, a.unit_name, a.unit_short_name, a.field_code, a.field_name,
        a.indicator_name, a.indicator_short_name, a.is_focus, a.direction, a.decimals, a.measure, a.numerator, a.denominator, a.value, a.value_places, a.target, a.status,
        b.measure as previous_measure, b.numerator as previous_numerator, b.denominator as previous_denominator, b.value as previous_value, b.value_places as previous_value_places,
        b.target as previous_target, b.status as previous_status,
        case when b.unit_code is null then 'new' when c.new_code is not null and not c.is_comparable then 'formula'
            -- Without figures nobody knows which tier binds, nor what a head or a case asks.
            when b.measure <> a.measure and a.status <> 'not_reported' and b.status <> 'not_reported' then 'formula'
            when b.target is not distinct from a.target then 'same'
            when a.status = 'not_reported' and a.target is null or b.status = 'not_reported' and b.target is null then 'same'
            when n.asked = p.asked and (a.measure = 'count' or b.measure = 'count') then 'same'
            else 'target'
        end as change,
        c.old_code, n.asked is not null and p.asked is not null as is_told
    from mart.attainment as a
    left join carried as b
        on b.unit_code = a.unit_code and b.indicator_code = a.indicator_code and b.year = a.year and b.quarter = a.quarter and b.place = 1
    left join work.code_change as c
        on c.new_code = a.indicator_code and c.old_code = b.before_code and c.year = a.year and c.quarter = a.quarter and c.was_in_force
    left join asked as n on n.unit_code = a.unit_code and n.indicator_code = a.indicator_code and n.year = a.year
    left join asked as p on p.unit_code = a.unit_code and p.indicator_code = b.before_code and p.year = a.year - 1
    -- A code that gave way to another is told under that one, unless it still has a target.
    left join replaced as w
        on w.old_code = a.indicator_code and w.unit_code = a.unit_code and w.year = a.year and w.quarter = a.quarter
    where w.old_code is null or a.target is not null
),
gone as (
    select
        b.unit_code, b.indicator_code, n.year, b.quarter, b.province_code, b.unit_name, b.unit_short_name, b.field_code, b.field_name,
        b.indicator_name, b.indicator_short_name, b.is_focus, b.direction, b.decimals, cast(null as varchar) as measure,
        cast(null as decimal(24, 4)) as numerator, cast(null as decimal(24, 4)) as denominator, cast(null as double) as value, cast(null as integer) as value_places,
        cast(null as decimal(24, 4)) as target, cast(null as varchar) as status,
        b.measure as previous_measure, b.numerator as previous_numerator, b.denominator as previous_denominator, b.value as previous_value, b.value_places as previous_value_places,
        b.target as previous_target, b.status as previous_status, 'gone' as change, cast(null as varchar) as old_code, false as is_told
    from mart.attainment as b
    inner join work.unit_period as n on n.unit_code = b.unit_code and n.year = b.year + 1 and n.quarter = b.quarter
    where not exists (
        select 1 from mart.attainment as a
        where a.unit_code = b.unit_code and a.year = n.year and a.quarter = b.quarter and a.indicator_code = b.indicator_code
    ) and not exists (
        select 1 from replaced as w
        where w.old_code = b.indicator_code and w.unit_code = b.unit_code and w.year = n.year and w.quarter = b.quarter
    )
),
together as (
    select * from both_years
    union all
    select * from gone
)
select
    t.unit_code, t.indicator_code, t.year, t.quarter, t.province_code, t.unit_name, t.unit_short_name, t.field_code, t.field_name, t.indicator_name,
    t.indicator_short_name, t.is_focus, t.direction, t.decimals, coalesce(t.measure, t.previous_measure) as measure, t.numerator, t.denominator,
    t.value, t.value_places, t.target, t.status, t.previous_measure, t.previous_numerator, t.previous_denominator, t.previous_value, t.previous_value_places, t.previous_target,
    t.previous_status, t.change,
    case t.change
        when 'new' then 'Mới có từ năm nay, năm trước không có.'
        when 'gone' then 'Năm trước có, năm nay không còn.'
        when 'formula' then case
            when t.old_code is not null then 'Danh mục đã đổi (mã cũ ' || t.old_code || ') và cách tính đã đổi: không so.'
            when t.measure = 'count' then 'Năm trước tính bằng tỷ lệ, năm nay bằng số lượng: không so.'
            else 'Năm trước tính bằng số lượng, năm nay bằng tỷ lệ: không so.'
        end
        when 'target' then case
            when t.previous_target is null then 'Năm nay mới được đặt mức.'
            when t.target is null then 'Năm nay không còn đặt mức.'
            -- Of an office that carries others' figures no plan of the year before says in words what was asked.
            when t.measure = 'count' and not t.is_told then 'Số phải đạt khác năm trước.'
            else 'Mức đã đổi.'
        end
        else case
            when t.old_code is not null then 'Nối tiếp mã cũ ' || t.old_code || ', cách tính như trước.'
            when t.target is not distinct from t.previous_target then 'Cùng chỉ tiêu, cùng mức.'
            when t.target is null then 'Cùng chỉ tiêu; năm nay chưa có số để biết phải đạt bao nhiêu.'
            when t.previous_target is null then 'Cùng chỉ tiêu; năm trước không có số để biết phải đạt bao nhiêu.'
            else 'Cùng chỉ tiêu, cùng mức; số phải đạt khác vì số người, số ngày hoạt động hoặc quy mô khác năm trước.'
        end
    end as reason
from together as t
