-- Từng kế hoạch của đơn vị trong năm: ban hành kịp thời, đúng trình tự chưa; đủ lĩnh vực, thời gian, biện pháp chưa; nhận đủ chỉ tiêu giao chưa.
-- grain: unit_code, year, plan_no
-- made: whole
-- today: same
with province_plan as (
    select year, plan_code, number, issued_on, row_number() over (partition by year order by issued_on, plan_code) as place
    from stg.plan
    where level = 'assigned'
),
document as (
    select
        p.*, d.issue_by, d.signed_by, d.spread_on, d.spread_form,
        row_number() over (partition by p.unit_code, p.year order by case when p.issued_on is null then 1 else 0 end, p.issued_on, p.plan_code)
            as place
    from stg.plan as p
    left join work.plan_document as d on d.plan_code = p.plan_code
    where p.level = 'registered'
),
-- A plan that names no day by which it had to be issued is held to the latest of its province's in the year: what the
-- province's list says goes before what offices say of themselves. A plan that adjusts the first has no day but its own.
deadline as (
    select d.year, u.province_code, coalesce(max(case when d.file_no is null then d.issue_by end), max(d.issue_by)) as issue_by
    from document as d
    inner join ref.units as u on u.unit_code = d.unit_code
    where d.place = 1
    group by d.year, u.province_code
),
-- Each plan by its own words, whether they still hold or a later plan replaced them.
named as (
    select distinct plan_code, unit_code, year, indicator_code from work.plan_in_force where level = 'registered'
),
asked as (
    select
        unit_code, year, count(*) as assigned, count(distinct field_code) as fields_assigned
    from mart.plan_stance
    where assigned_asked is not null
    group by unit_code, year
),
covered as (
    select
        n.plan_code, count(*) as indicators, count(distinct s.field_code) as fields_covered,
        count(case when s.assigned_asked is not null then 1 end) as taken_over,
        count(case when s.plan_code <> n.plan_code then 1 end) as replaced,
        count(case when c.stance = 'raised' then 1 end) as raised,
        count(case when c.stance = 'same' then 1 end) as same,
        count(case when c.stance = 'lowered' then 1 end) as lowered,
        count(case when s.assigned_asked is null or c.plan_code is null then 1 end) as additional,
        count(case when s.assigned_asked is not null and c.plan_code is not null and c.stance is null then 1 end) as unlike
    from named as n
    inner join mart.plan_stance as s on s.unit_code = n.unit_code and s.indicator_code = n.indicator_code and s.year = n.year
    left join work.plan_comparison as c
        on c.plan_code = n.plan_code and c.unit_code = n.unit_code and c.indicator_code = n.indicator_code and c.year = n.year
        and c.level = 'registered'
    group by n.plan_code
),
-- Fields that the province asks something in and the plan nothing, whatever else it adds in others.
lacking as (
    select d.plan_code, string_agg(coalesce(f.short_name, f.name), ', ' order by f.list_order, f.field_code) as fields
    from document as d
    inner join (select distinct unit_code, year, field_code from mart.plan_stance where assigned_asked is not null) as a
        on a.unit_code = d.unit_code and a.year = d.year
    inner join ref.fields as f on f.field_code = a.field_code
    where d.place = 1 and not exists (
        select 1 from named as n
        inner join ref.indicators as i on i.indicator_code = n.indicator_code
        where n.plan_code = d.plan_code and i.field_code = a.field_code
    )
    group by d.plan_code
),
detailed as (
    select
        p.plan_code,
        count(distinct case when coalesce(t.due_on, p.due_on) is not null then i.field_code end) as fields_with_time,
        count(distinct case when t.measure is not null then i.field_code end) as fields_with_measures
    from stg.plan_target as t
    inner join stg.plan as p on p.plan_code = t.plan_code and (t.file_no is null and p.file_no is null or t.file_no = p.file_no)
    inner join ref.indicators as i on i.indicator_code = t.indicator_code
    where p.level = 'registered'
    group by p.plan_code
),
placed as (
    select
        o.unit_code, o.year, coalesce(d.place, 1) as plan_no, d.plan_code, d.number, d.title, d.issued_on,
        coalesce(d.issue_by, l.issue_by) as issue_by, d.signed_by, d.spread_on,
        d.spread_form, d.parent_plan_code, q.number as parent_number, q.issued_on as parent_issued_on, a.plan_code as province_plan_code,
        a.number as province_number, a.issued_on as province_issued_on, k.fields as fields_lacking,
        case
            when d.plan_code is null then 'missing'
            when d.issued_on is null then 'undated'
            when coalesce(d.issue_by, l.issue_by) is null then 'no_deadline'
            when d.issued_on > coalesce(d.issue_by, l.issue_by) then 'late'
            else 'in_time'
        end as status,
        -- Who goes by the sector's directive alone still has to wait for the province's plan.
        d.parent_plan_code is not null and d.issued_on >= q.issued_on and d.issued_on >= a.issued_on as is_in_order,
        coalesce(g.fields_assigned, 0) as fields_assigned, coalesce(c.fields_covered, 0) as fields_covered,
        coalesce(t.fields_with_time, 0) as fields_with_time, coalesce(t.fields_with_measures, 0) as fields_with_measures,
        coalesce(g.assigned, 0) as assigned, coalesce(c.indicators, 0) as indicators, coalesce(c.replaced, 0) as replaced,
        coalesce(c.taken_over, 0) as taken_over, coalesce(c.raised, 0) as raised,
        coalesce(c.same, 0) as same, coalesce(c.lowered, 0) as lowered, coalesce(c.additional, 0) as additional, coalesce(c.unlike, 0) as unlike
    from work.open_unit as o
    inner join province_plan as a on a.year = o.year and a.place = 1
    left join document as d on d.unit_code = o.unit_code and d.year = o.year
    inner join ref.units as u on u.unit_code = o.unit_code
    left join deadline as l on l.year = o.year and l.province_code = case when coalesce(d.place, 1) = 1 then u.province_code end
    left join stg.plan as q on q.plan_code = d.parent_plan_code
    left join asked as g on g.unit_code = o.unit_code and g.year = o.year
    left join covered as c on c.plan_code = d.plan_code
    left join detailed as t on t.plan_code = d.plan_code
    left join lacking as k on k.plan_code = d.plan_code
)
select
    p.unit_code, p.year, p.plan_no, u.province_code, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    p.plan_code, p.number, p.title, p.issued_on, p.issue_by, p.signed_by, p.parent_number, p.parent_issued_on, p.spread_on, p.spread_form,
    p.status, coalesce(p.is_in_order, false) as is_in_order,
    -- Of an office with several plans each is told of.
    p.status in ('missing', 'late', 'undated') or not coalesce(p.is_in_order, false) or p.lowered > 0
        or max(p.plan_no) over (partition by p.unit_code, p.year) > 1 as stands_out,
    p.fields_assigned, p.fields_covered, p.fields_with_time, p.fields_with_measures,
    p.assigned, p.taken_over, p.indicators, p.replaced, p.raised, p.same, p.lowered, p.additional, p.unlike,
    p.unit_code as made_by, coalesce(u.short_name, u.name) as made_by_short_name,
    case
        when p.status = 'missing' then 'Chưa có kế hoạch của đơn vị.'
        else 'Kế hoạch' || case when p.plan_no = 1 then '' when p.issued_on is null then ' khác trong năm,' else ' ban hành sau,' end || coalesce(' số ' || p.number, '') || coalesce(' ngày ' || substr(cast(p.issued_on as varchar), 9, 2) || '/' || substr(cast(p.issued_on as varchar), 6, 2) || '/' || substr(cast(p.issued_on as varchar), 1, 4), ', không ghi ngày')
            || case p.status
                when 'in_time' then ', ban hành kịp thời (hạn ' || substr(cast(p.issue_by as varchar), 9, 2) || '/' || substr(cast(p.issue_by as varchar), 6, 2) || '/' || substr(cast(p.issue_by as varchar), 1, 4) || ')'
                when 'late' then ', ban hành muộn ' || date_diff('day', p.issue_by, p.issued_on) || ' ngày (hạn ' || substr(cast(p.issue_by as varchar), 9, 2) || '/' || substr(cast(p.issue_by as varchar), 6, 2) || '/' || substr(cast(p.issue_by as varchar), 1, 4) || ')'
                else ''
            end
            || case
                when p.is_in_order then '; đúng trình tự, sau văn bản ' || coalesce(p.parent_number, 'cấp trên')
                when p.parent_plan_code is null then '; không ghi căn cứ'
                when p.issued_on is null then '; căn cứ văn bản ' || coalesce(p.parent_number, 'cấp trên')
                when p.parent_issued_on is null then '; căn cứ văn bản ' || coalesce(p.parent_number, 'cấp trên') || ' chưa rõ ngày ban hành'
                when p.issued_on >= p.parent_issued_on then '; sau văn bản ' || coalesce(p.parent_number, 'cấp trên')
                    || case
                        when p.province_issued_on is null then ', chưa rõ ngày kế hoạch của tỉnh' || coalesce(' ' || p.province_number, '')
                        else ' nhưng trước kế hoạch của tỉnh' || coalesce(' ' || p.province_number, '') || ' ngày ' || substr(cast(p.province_issued_on as varchar), 9, 2) || '/' || substr(cast(p.province_issued_on as varchar), 6, 2) || '/' || substr(cast(p.province_issued_on as varchar), 1, 4)
                    end
                else '; ghi ngày trước văn bản làm căn cứ ' || coalesce(p.parent_number, 'cấp trên')
            end
            || case
                when p.plan_no > 1 then '. Đặt mức cho ' || p.indicators || ' chỉ tiêu ở ' || p.fields_covered || ' lĩnh vực: '
                    || p.raised || ' cao hơn, ' || p.lowered || ' thấp hơn mức giao, '
                    || case p.additional when 0 then 'không đặt thêm' else 'đặt thêm ' || p.additional end
                    || case when p.unlike > 0 then ', ' || p.unlike || ' đặt theo cách tính khác nên không so được' else '' end || '.'
                else '. Có chỉ tiêu ở ' || p.fields_covered || ' lĩnh vực (tỉnh giao ' || p.fields_assigned
                    || case when p.fields_covered > 0 then coalesce(', thiếu ' || p.fields_lacking, '') else '' end || ')'
                    || case
                        when p.fields_covered = 0 then ''
                        when p.fields_with_time = 0 and p.fields_with_measures = 0 then ', chưa ghi thời gian riêng và biện pháp ở lĩnh vực nào'
                        when p.fields_with_time = 0 then ', ghi biện pháp ở ' || p.fields_with_measures || ' lĩnh vực, chưa ghi thời gian riêng'
                        when p.fields_with_measures = 0 then ', ghi thời gian riêng ở ' || p.fields_with_time || ' lĩnh vực, chưa ghi biện pháp'
                        else ', ghi thời gian riêng ở ' || p.fields_with_time || ', biện pháp ở ' || p.fields_with_measures
                    end
                    || '; đăng ký ' || p.taken_over || '/' || p.assigned || ' chỉ tiêu giao, ' || p.raised || ' cao hơn, '
                    || p.lowered || ' thấp hơn, ' || case p.additional when 0 then 'không đặt thêm' else 'đặt thêm ' || p.additional end
                    || case when p.unlike > 0 then ', ' || p.unlike || ' đặt theo cách tính khác nên không so được' else '' end || '.'
            end
            || case when p.replaced > 0 then ' Kế hoạch sau đã thay mức của ' || p.replaced || ' chỉ tiêu.' else '' end
            || coalesce(' Quán triệt ngày ' || substr(cast(p.spread_on as varchar), 9, 2) || '/' || substr(cast(p.spread_on as varchar), 6, 2) || '/' || substr(cast(p.spread_on as varchar), 1, 4) || coalesce(': ' || p.spread_form, '') || '.', '')
            || case when p.spread_on > p.issued_on then ' Quán triệt sau khi đã ban hành kế hoạch.' else '' end
    end as reason
from placed as p
inner join ref.units as u on u.unit_code = p.unit_code
