-- Mỗi cấp đòi gì của từng đơn vị trong năm, viết thành chữ, và theo văn bản nào.
-- grain: unit_code, indicator_code, year
with held as (
    select unit_code, indicator_code, year, plan_code, volume_from, days_open, days_in_all, is_of_year, value
    from work.named_target
    where quarter is null and is_in_proportion
)
select
    t.unit_code, t.indicator_code, t.year,
    string_agg(case t.level when 'national' then p.asked end, '; ' order by coalesce(t.volume_from, 0)) as national_asked,
    string_agg(case t.level when 'assigned' then p.asked end, '; ' order by coalesce(t.volume_from, 0)) as assigned_asked,
    -- What a count comes to for a unit open for a part of the year is said with both numbers; what was due before it opened, with why
    -- it does not bind it.
    string_agg(
        case
            when t.level <> 'assigned' then null
            when t.due_on < u.opened_on then
                p.asked || ', hạn ' || substr(cast(t.due_on as varchar), 9, 2) || '/' || substr(cast(t.due_on as varchar), 6, 2) || '/'
                || substr(cast(t.due_on as varchar), 1, 4) || ', trước khi đơn vị hoạt động nên không áp dụng'
            when h.unit_code is null or t.per is null and h.value = t.value then p.asked
            when h.value is null then p.asked || ' (tính cho ' || h.days_open || '/' || h.days_in_all || ' ngày hoạt động)'
            else n.text || coalesce(' ' || p.unit_of_measure, '')
                || case when h.is_of_year then ' (mức cả năm ' else ' (mức cả thời hạn ' end || p.asked
                || ', tính cho ' || h.days_open || '/' || h.days_in_all || ' ngày hoạt động)'
        end,
        '; ' order by coalesce(t.volume_from, 0)
    ) as assigned_held,
    string_agg(case t.level when 'registered' then p.asked end, '; ' order by coalesce(t.volume_from, 0)) as registered_asked,
    max(case t.level when 'national' then t.plan_code end) as national_plan_code,
    max(case t.level when 'assigned' then t.plan_code end) as assigned_plan_code,
    max(case t.level when 'registered' then t.plan_code end) as plan_code
from work.target as t
inner join ref.units as u on u.unit_code = t.unit_code
inner join work.open_unit as o on o.unit_code = t.unit_code and o.year = t.year
inner join mart.plan_target as p
    on p.plan_code = t.plan_code and p.indicator_code = t.indicator_code and p.volume_from is not distinct from t.volume_from
left join held as h
    on h.unit_code = case t.level when 'assigned' then t.unit_code end and h.indicator_code = t.indicator_code and h.year = t.year
    and h.plan_code = t.plan_code and h.volume_from is not distinct from t.volume_from
left join work.number_text as n on n.amount = h.value and n.is_trimmed
group by t.unit_code, t.indicator_code, t.year
