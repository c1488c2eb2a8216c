-- Việc cần chỉ đạo trong quý theo từng cấp đặt mức: chỉ tiêu chậm tiến độ hoặc không đạt, việc còn thay đổi được xếp trước, kèm giải trình và hẹn khắc phục.
-- grain: unit_code, indicator_code, year, quarter, level
-- order: year, quarter, province_code, level, unit_code, indicator_code
-- What can still be changed comes first: a chance that hangs in the balance, then one that looks good, a slim one, what nobody can tell,
-- and last what is lost.
with prospect as (
    select
        j.*, o.outlook, o.outlook_name, o.shown_chance, o.pace,
        case
            when j.status = 'missed' or o.outlook = 'decided_missed' then 'lost'
            when o.outlook = 'unlikely' then 'hard'
            when o.outlook is null then 'untold'
            else 'within_reach'
        end as prospect
    from work.judged_row as j
    inner join ref.statuses as s on s.status = j.status
    left join mart.outlook as o
        on o.scope = 'unit' and o.place_code = case when j.level = 'headline' then j.unit_code end and o.indicator_code = j.indicator_code
        and o.year = j.year and o.quarter = j.quarter
    where not s.is_good
)
select
    j.unit_code, j.indicator_code, j.year, j.quarter, j.level, a.province_code,
    row_number() over (
        partition by a.province_code, j.year, j.quarter, j.level
        order by
            case j.prospect when 'within_reach' then 1 when 'hard' then 2 when 'untold' then 3 else 4 end, a.is_focus desc,
            case j.outlook when 'open' then 1 else 2 end, j.is_fragile, a.weight desc, j.attainment, j.unit_code, j.indicator_code
    ) as attention_rank,
    a.unit_name, a.unit_short_name, a.field_code, a.field_name, a.indicator_name, a.indicator_short_name, a.is_focus,
    j.measure, a.direction, j.numerator, j.denominator, j.value, j.value_places, j.target, j.expected, j.status, j.attainment, j.margin, j.needed,
    j.is_fragile, j.is_close, j.is_estimate, a.is_provisional, a.decimals, a.unit_of_measure, coalesce(l.reason, a.reason) as reason,
    j.prospect, j.outlook, j.outlook_name, j.shown_chance, j.pace,
    e.cause, e.remedy, e.responsible, e.promised_on,
    e.cause is not null or e.remedy is not null as is_explained
from prospect as j
inner join mart.attainment as a
    on a.unit_code = j.unit_code and a.indicator_code = j.indicator_code and a.year = j.year and a.quarter = j.quarter
left join mart.target_status as l
    on l.unit_code = j.unit_code and l.indicator_code = j.indicator_code and l.year = j.year and l.quarter = j.quarter and l.level = j.level
left join work.explanation as e
    on e.unit_code = j.unit_code and e.indicator_code = j.indicator_code and e.year = j.year and e.quarter = j.quarter
