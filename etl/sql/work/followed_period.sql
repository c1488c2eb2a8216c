-- Các quý mà nhiệm vụ, kiểm tra, phát hiện được theo dõi, xét đến ngày nào: quý có số liệu, và quý đầu của năm sau đó đã có kế hoạch hay việc phải làm.
-- grain: year, quarter
-- looks back: ever
-- looks at: everybody
-- raw.moment holds the day that a snapshot looks back to; a publication looks back to none and has the quarter's end. A year of which
-- nothing is reported yet has no such end: what was received last of all says how far anything is known.
with told as (
    select year from stg.plan
    union
    select year from stg.record
),
known as (
    select max(received_at) as until
    from (
        select received_at from raw.file
        union all
        select said_at from stg.record
    ) as moment
),
followed as (
    select p.year, p.quarter, true as is_reported from work.period as p
    union all
    select p.year, p.quarter, false
    from ref.periods as p
    inner join told as t on t.year = p.year
    where p.quarter = 1 and p.year > coalesce((select max(year) from work.period), 0)
)
select
    p.*, f.is_reported,
    not f.is_reported or row_number() over (partition by f.is_reported order by p.period_no desc) = 1 as is_newest,
    row_number() over (partition by p.year order by p.quarter desc) = 1 as is_last,
    case
        when m.as_of is not null and row_number() over (partition by f.is_reported order by p.period_no desc) = 1 then m.as_of
        when f.is_reported then p.ends_on
        else least(p.ends_on, coalesce(cast(k.until as date), p.starts_on))
    end as as_of
from followed as f
inner join ref.periods as p on p.year = f.year and p.quarter = f.quarter
cross join raw.moment as m
cross join known as k
