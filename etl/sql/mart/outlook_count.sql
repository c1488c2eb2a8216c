-- Các mức chính chưa đạt rồi sẽ ra sao: đếm theo cách nhìn trước đến cuối năm, của từng đơn vị, cụm và tỉnh, theo lĩnh vực (all: mọi lĩnh vực).
-- grain: province_code, scope, place_code, field_code, year, quarter
with counted as (
    select
        o.place_code as unit_code, o.year, o.quarter,
        case when grouping(i.field_code) = 1 then 'all' else i.field_code end as field_code,
        count(case when o.outlook = 'decided_met' then 1 end) as decided_met,
        count(case when o.outlook = 'decided_missed' then 1 end) as decided_missed,
        count(case when o.outlook = 'likely' then 1 end) as likely,
        count(case when o.outlook = 'open' then 1 end) as open,
        count(case when o.outlook = 'unlikely' then 1 end) as unlikely,
        count(case when o.outlook is null then 1 end) as silent,
        count(case when o.status = 'behind' and o.outlook = 'likely' then 1 end) as behind_likely,
        count(case when o.status = 'behind' and o.outlook = 'open' then 1 end) as behind_open,
        count(case when o.status = 'behind' and o.outlook = 'unlikely' then 1 end) as behind_unlikely,
        count(case when o.status = 'behind' and o.outlook is null then 1 end) as behind_silent
    from work.outlook_word as o
    inner join ref.indicators as i on i.indicator_code = o.indicator_code
    where o.scope = 'unit'
    group by grouping sets ((o.place_code, o.year, o.quarter, i.field_code), (o.place_code, o.year, o.quarter))
),
placed as (
    select province_code, 'unit' as scope, unit_code as place_code, unit_code, year, quarter from work.unit_period
    union all
    select province_code, 'cluster', cluster, unit_code, year, quarter from work.unit_period where cluster is not null
    union all
    select province_code, 'province', province_code, unit_code, year, quarter from work.unit_period
)
select
    p.province_code, p.scope, p.place_code, c.field_code, p.year, p.quarter,
    cast(sum(c.decided_met) as bigint) as decided_met, cast(sum(c.decided_missed) as bigint) as decided_missed,
    cast(sum(c.likely) as bigint) as likely, cast(sum(c.open) as bigint) as open, cast(sum(c.unlikely) as bigint) as unlikely,
    cast(sum(c.silent) as bigint) as silent,
    cast(sum(c.behind_likely) as bigint) as behind_likely, cast(sum(c.behind_open) as bigint) as behind_open,
    cast(sum(c.behind_unlikely) as bigint) as behind_unlikely, cast(sum(c.behind_silent) as bigint) as behind_silent
from placed as p
inner join counted as c on c.unit_code = p.unit_code and c.year = p.year and c.quarter = p.quarter
group by p.province_code, p.scope, p.place_code, c.field_code, p.year, p.quarter
