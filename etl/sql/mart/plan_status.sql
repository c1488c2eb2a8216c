-- Kế hoạch năm của từng đơn vị: ban hành kịp thời, đúng trình tự chưa; đủ lĩnh vực, thời gian, biện pháp chưa; nhận đủ chỉ tiêu giao chưa.
-- grain: unit_code, year
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
-- province's list says goes before what offices say of themselves.
deadline as (
    select d.year, u.province_code, coalesce(max(case when d.file_no is null then d.issue_by end), max(d.issue_by)) as issue_by
    from document as d
    inner join ref.units as u on u.unit_code = d.unit_code
    group by d.year, u.province_code
),
covered as (
    select
        unit_code, year,
        count(distinct case when assigned_plan_code is not null then field_code end) as fields_assigned,
        count(distinct case when plan_code is not null then field_code end) as fields_covered,
        count(case when assigned_plan_code is not null then 1 end) as assigned,
        count(case when assigned_plan_code is not null and plan_code is not null then 1 end) as taken_over,
        count(case when stance = 'raised' then 1 end) as raised,
        count(case when stance = 'lowered' then 1 end) as lowered,
        count(case when stance = 'additional' then 1 end) as additional
    from (
        select s.*, case when s.assigned_asked is null then null else s.unit_code end as assigned_plan_code from mart.plan_stance as s
    ) as stated
    group by unit_code, year
),
detailed as (
    select
        p.unit_code, p.year,
        count(distinct case when coalesce(t.due_on, p.due_on) is not null then i.field_code end) as fields_with_time,
        count(distinct case when t.measure is not null then i.field_code end) as fields_with_measures
    from stg.plan_target as t
    inner join stg.plan as p on p.plan_code = t.plan_code and (t.file_no is null and p.file_no is null or t.file_no = p.file_no)
    inner join ref.indicators as i on i.indicator_code = t.indicator_code
    where p.level = 'registered'
    group by p.unit_code, p.year
),
placed as (
    select
        o.unit_code, o.year, d.plan_code, d.number, d.title, d.issued_on, coalesce(d.issue_by, l.issue_by) as issue_by, d.signed_by, d.spread_on,
        d.spread_form, d.parent_plan_code, q.number as parent_number, q.issued_on as parent_issued_on, a.plan_code as province_plan_code,
        case
            when d.plan_code is null then 'missing'
            when d.issued_on is null then 'undated'
            when coalesce(d.issue_by, l.issue_by) is null then 'no_deadline'
            when d.issued_on > coalesce(d.issue_by, l.issue_by) then 'late'
            else 'in_time'
        end as status,
        d.parent_plan_code is not null and d.issued_on >= q.issued_on as is_in_order,
        coalesce(c.fields_assigned, 0) as fields_assigned, coalesce(c.fields_covered, 0) as fields_covered,
        coalesce(t.fields_with_time, 0) as fields_with_time, coalesce(t.fields_with_measures, 0) as fields_with_measures,
        coalesce(c.assigned, 0) as assigned, coalesce(c.taken_over, 0) as taken_over, coalesce(c.raised, 0) as raised,
        coalesce(c.lowered, 0) as lowered, coalesce(c.additional, 0) as additional
    from work.open_unit as o
    inner join province_plan as a on a.year = o.year and a.place = 1
    left join document as d on d.unit_code = o.unit_code and d.year = o.year and d.place = 1
    inner join ref.units as u on u.unit_code = o.unit_code
    left join deadline as l on l.year = o.year and l.province_code = u.province_code
    left join stg.plan as q on q.plan_code = d.parent_plan_code
    left join covered as c on c.unit_code = o.unit_code and c.year = o.year
    left join detailed as t on t.unit_code = o.unit_code and t.year = o.year
)
select
    p.unit_code, p.year, u.province_code, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name,
    p.plan_code, p.number, p.title, p.issued_on, p.issue_by, p.signed_by, p.parent_number, p.parent_issued_on, p.spread_on, p.spread_form,
    p.status, coalesce(p.is_in_order, false) as is_in_order,
    p.fields_assigned, p.fields_covered, p.fields_with_time, p.fields_with_measures,
    p.assigned, p.taken_over, p.raised, p.lowered, p.additional,
    p.unit_code as made_by, coalesce(u.short_name, u.name) as made_by_short_name,
    case
        when p.status = 'missing' then 'Chưa có kế hoạch của đơn vị.'
        else 'Kế hoạch' || coalesce(' số ' || p.number, '') || coalesce(' ngày ' || substr(cast(p.issued_on as varchar), 9, 2) || '/' || substr(cast(p.issued_on as varchar), 6, 2) || '/' || substr(cast(p.issued_on as varchar), 1, 4), ', không ghi ngày')
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
                else '; ghi ngày trước văn bản làm căn cứ ' || coalesce(p.parent_number, 'cấp trên')
            end
            || '. Có chỉ tiêu ở ' || p.fields_covered || ' lĩnh vực (tỉnh giao ' || p.fields_assigned || '), ghi thời gian riêng ở '
            || p.fields_with_time || ', biện pháp ở ' || p.fields_with_measures || '; đăng ký ' || p.taken_over || '/' || p.assigned
            || ' chỉ tiêu giao, ' || p.raised || ' cao hơn, ' || p.lowered || ' thấp hơn, đặt thêm ' || p.additional || '.'
            || coalesce(' Quán triệt ngày ' || substr(cast(p.spread_on as varchar), 9, 2) || '/' || substr(cast(p.spread_on as varchar), 6, 2) || '/' || substr(cast(p.spread_on as varchar), 1, 4) || coalesce(': ' || p.spread_form, '') || '.', '')
            || case when p.spread_on > p.issued_on then ' Quán triệt sau khi đã ban hành kế hoạch.' else '' end
    end as reason
from placed as p
inner join ref.units as u on u.unit_code = p.unit_code
