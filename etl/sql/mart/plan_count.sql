-- Mức đặt trong năm so với cấp trên: bao nhiêu mức cao hơn, bằng, thấp hơn, đặt thêm, theo cấp trên; toàn tỉnh, theo lĩnh vực, chỉ tiêu, đơn vị.
-- grain: province_code, level, scope, place_code, year
with stated as (
    select s.province_code, 'registered' as level, s.unit_code, s.indicator_code, s.year, p.assigned_asked, s.stance
    from mart.plan_stance as s
    left join work.province_stance as p
        on p.province_code = s.province_code and p.indicator_code = s.indicator_code and p.year = s.year
    union all
    select province_code, 'assigned', null, indicator_code, year, assigned_asked, stance from work.province_stance
),
counted as (
    select
        s.province_code, s.level, s.year, s.unit_code, i.field_code, s.indicator_code,
        case
            when grouping(s.unit_code) = 0 then 'unit'
            when grouping(s.indicator_code) = 0 then 'indicator'
            when grouping(i.field_code) = 0 then 'field'
            else 'province'
        end as scope,
        max(s.assigned_asked) as assigned_asked,
        count(*) as targets,
        count(case when s.stance = 'raised' then 1 end) as raised,
        count(case when s.stance = 'same' then 1 end) as same,
        count(case when s.stance = 'lowered' then 1 end) as lowered,
        count(case when s.stance = 'additional' then 1 end) as additional,
        count(case when s.stance = 'inherited' then 1 end) as inherited,
        count(case when s.stance is null then 1 end) as unlike
    from stated as s
    inner join ref.indicators as i on i.indicator_code = s.indicator_code
    group by grouping sets (
        (s.province_code, s.level, s.year),
        (s.province_code, s.level, s.year, i.field_code),
        (s.province_code, s.level, s.year, i.field_code, s.indicator_code),
        (s.province_code, s.level, s.year, s.unit_code)
    )
),
document as (
    select unit_code, year, count(*) as documents
    from stg.plan
    where level = 'registered'
    group by unit_code, year
)
select
    c.province_code, c.level, c.scope, coalesce(c.unit_code, c.indicator_code, c.field_code, c.province_code) as place_code, c.year,
    coalesce(u.unit_short_name, i.indicator_name, f.name, c.field_code, 'Toàn tỉnh') as place_name,
    row_number() over (
        partition by c.province_code, c.level, c.scope, c.year
        order by coalesce(f.list_order, 1), i.list_order, u.list_order, c.field_code
    ) as place_order,
    c.field_code, case when c.scope = 'indicator' then c.assigned_asked end as assigned_asked,
    c.targets, c.raised, c.same, c.lowered, c.additional, c.inherited, c.unlike,
    c.raised + c.lowered + c.additional + c.unlike as departures,
    case when c.scope = 'unit' then coalesce(d.documents, 0) end as documents,
    c.unit_code as made_by, u.unit_short_name as made_by_short_name
from counted as c
left join mart.unit as u on u.unit_code = c.unit_code
left join mart.indicator as i on i.indicator_code = c.indicator_code
left join ref.fields as f on f.field_code = c.field_code
left join document as d on d.unit_code = c.unit_code and d.year = c.year
-- The province's own plan is of no unit.
where c.scope <> 'unit' or c.unit_code is not null
