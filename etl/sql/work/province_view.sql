-- Mỗi chỉ tiêu của toàn tỉnh xét theo từng cấp đặt mức: kết quả, đơn vị chưa đạt, thay đổi, nhìn trước, và mức cấp bách.
-- grain: province_code, indicator_code, year, quarter, level
with known as (
    select
        j.unit_code, a.province_code, j.indicator_code, j.year, j.quarter, j.level, a.unit_short_name, j.status, j.target_level,
        s.is_judged, s.is_met, s.is_judged and not s.is_good as is_unmet
    from work.judged_row as j
    inner join mart.attainment as a
        on a.unit_code = j.unit_code and a.indicator_code = j.indicator_code and a.year = j.year and a.quarter = j.quarter
    inner join ref.statuses as s on s.status = j.status
),
-- Those that closed this year are named apart, as they stood in the last quarter that they reported.
unmet as (
    select province_code, indicator_code, year, quarter, level, unit_code, unit_short_name, true as is_open from known where is_unmet
    union all
    select
        k.province_code, k.indicator_code, o.year, o.quarter, k.level, n.office_code,
        n.office_short_name || coalesce(' (nay là ' || string_agg(n.now_short_name, ', ' order by n.now_short_name collate vi) || ')', ''), false
    from work.province_stood as o
    inner join known as k on k.unit_code = o.unit_code and k.year = o.year and k.quarter = o.stood_in
    inner join work.stood_office as n on n.unit_code = o.unit_code and n.year = o.year and n.quarter = o.stood_in
    where not o.is_open and k.is_unmet
    group by k.province_code, k.indicator_code, o.year, o.quarter, k.level, n.office_code, n.office_short_name
),
placed as (
    select
        *,
        row_number() over (
            partition by province_code, indicator_code, year, quarter, level, is_open order by unit_short_name collate vi, unit_code
        ) as place
    from unmet
),
named as (
    select
        province_code, indicator_code, year, quarter, level,
        string_agg(case when is_open then unit_short_name end, ', ' order by place) as unmet_offices,
        string_agg(case when is_open and place <= 4 then unit_short_name end, ', ' order by place) as first_unmet_offices,
        count(case when not is_open then 1 end) as offices_closed_unmet,
        string_agg(case when not is_open then unit_short_name end, ', ' order by place) as closed_unmet_offices,
        string_agg(case when not is_open and place <= 4 then unit_short_name end, ', ' order by place) as first_closed_unmet_offices
    from placed
    group by province_code, indicator_code, year, quarter, level
),
counted as (
    select
        province_code, indicator_code, year, quarter, level,
        count(case when is_judged then 1 end) as offices_judged,
        count(case when is_met then 1 end) as offices_met,
        count(case when is_unmet then 1 end) as offices_unmet,
        count(case when status = 'not_reported' then 1 end) as offices_silent,
        case when min(target_level) = max(target_level) then min(target_level) end as only_level
    from known
    group by province_code, indicator_code, year, quarter, level
),
-- At another level than the one the province is judged by, its own target is told only where that is of this level.
headline as (
    select province_code, indicator_code, year, quarter, only_level from counted where level = 'headline'
),
shown as (
    select
        p.province_code, p.indicator_code, p.year, p.quarter, c.level,
        c.level = 'headline' or coalesce(h.only_level = c.level, false) as is_told,
        p.field_code, p.field_name, p.indicator_name, p.indicator_short_name, i.field_order, i.list_order, p.is_focus, p.kind, p.measure, p.direction, p.decimals,
        case when s.side is null or c.level = 'headline' or h.only_level = c.level then s.value_places end as value_places,
        case when c.level = 'headline' or h.only_level = c.level then s.side end as side,
        p.unit_of_measure, coalesce(p.numerator, p.total) as numerator, p.denominator,
        -- What is compared with the target, and told: without quarters that are held to none.
        coalesce(j.counted_numerator, p.total) as counted_numerator, j.counted_denominator,
        -- Of counts: what all offices have, where only some of them have a target.
        case when p.measure = 'count' and p.total <> p.numerator then p.total end as total_of_all,
        coalesce(p.value, case p.measure when 'count' then cast(p.total as double) end) as value, p.ci_low, p.ci_high, p.is_close, p.is_estimate, p.is_complete,
        p.units_expected, p.units_reported, p.units_in_result, p.units_closed,
        case when c.level = 'headline' or h.only_level = c.level then p.target end as target,
        case when c.level = 'headline' or h.only_level = c.level or p.status in ('not_reported', 'no_target') then p.status end as status,
        case when c.level = 'headline' or h.only_level = c.level then q.is_good end as is_good,
        case when c.level = 'headline' or h.only_level = c.level then p.attainment end as attainment,
        p.reason,
        c.offices_judged, c.offices_met, c.offices_unmet, c.offices_silent, n.unmet_offices, n.first_unmet_offices,
        coalesce(n.offices_closed_unmet, 0) as offices_closed_unmet, n.closed_unmet_offices, n.first_closed_unmet_offices,
        d.year_units, d.year_numerator, d.year_denominator, d.year_previous_numerator, d.year_previous_denominator,
        d.year_value, d.year_previous_value, d.year_change, d.year_obstacle,
        d.quarter_units, d.quarter_numerator, d.quarter_denominator, d.quarter_previous_numerator, d.quarter_previous_denominator,
        d.quarter_value, d.quarter_previous_value, d.quarter_change, d.quarter_obstacle,
        o.outlook, j.may_turn, r.lacks_target
    from mart.province as p
    inner join counted as c
        on c.province_code = p.province_code and c.indicator_code = p.indicator_code and c.year = p.year and c.quarter = p.quarter
    inner join headline as h
        on h.province_code = p.province_code and h.indicator_code = p.indicator_code and h.year = p.year and h.quarter = p.quarter
    inner join mart.indicator as i on i.indicator_code = p.indicator_code
    inner join ref.statuses as q on q.status = p.status
    inner join work.province_change as d
        on d.province_code = p.province_code and d.indicator_code = p.indicator_code and d.year = p.year and d.quarter = p.quarter
    left join named as n
        on n.province_code = c.province_code and n.indicator_code = c.indicator_code and n.year = c.year and n.quarter = c.quarter
        and n.level = c.level
    -- As many places as the province's sentence says.
    left join work.judgement as j
        on j.scope = 'province' and j.place_code = p.province_code and j.indicator_code = p.indicator_code and j.year = p.year
        and j.quarter = p.quarter
    left join work.reason_number as s on s.judgement_no = j.judgement_no
    left join work.no_target_text as r on r.judgement_no = j.judgement_no
    left join work.outlook_word as o
        on o.scope = 'province' and o.indicator_code = p.indicator_code and o.year = p.year and o.quarter = p.quarter
        and o.place_code = case when c.level = 'headline' or h.only_level = c.level then p.province_code end
)
-- Worst first: what is lost, what falls short by how likely it is to stay so, then what may yet fall, what many offices fail, and the rest.
select
    *,
    case
        when status = 'missed' or outlook = 'decided_missed' then 1
        when status = 'behind' and outlook = 'unlikely' then 2
        when status = 'behind' and outlook = 'open' then 3
        when status = 'behind' and outlook is null then 4
        when outlook = 'unlikely' then 5
        when status = 'behind' then 6
        when outlook = 'open' then 7
        when is_good then 8
        when offices_judged > 0 then 9
        when status = 'not_applicable' then 10
        when status = 'no_target' then 12
        else 11
    end as urgency
from shown
