-- Báo cáo khác đi giữa hai bản công bố: mới được nhận, được đính chính, bị trả lại, không còn.
-- grain: unit_code, year, quarter
with paired as (
    select
        unit_code, year, quarter,
        coalesce(n.unit_short_name, o.unit_short_name) as unit_short_name,
        coalesce(o.status, 'missing') as old_status, coalesce(n.status, 'missing') as new_status,
        o.version as old_version, n.version as new_version,
        o.file as old_file, n.file as new_file, n.last_refused_file,
        coalesce(n.refused_count, 0) - coalesce(o.refused_count, 0) as more_refused,
        n.received_at, n.due_on, n.report_status = 'late' as is_late, o.period_to is distinct from n.period_to as is_of_other_days
    from before.mart.submission_status as o
    full join after.mart.submission_status as n using (unit_code, year, quarter)
),
-- The same figures sent again are no correction. Looking back, what was corrected since then stands in the later publication.
revised as (
    select p.unit_code, p.year, p.quarter
    from paired as p
    inner join after.mart.revision as r
        on r.unit_code = p.unit_code and r.year = p.year and r.quarter = p.quarter and r.version > p.old_version
    union
    select p.unit_code, p.year, p.quarter
    from paired as p
    inner join before.mart.revision as r
        on r.unit_code = p.unit_code and r.year = p.year and r.quarter = p.quarter and r.version > p.new_version
),
named as (
    select
        unit_code, year, quarter, unit_short_name, old_status, new_status, old_version, new_version,
        coalesce(new_file, old_file) as file_in_force, last_refused_file, received_at, due_on, is_late,
        case
            when new_status = 'accepted' and old_status <> 'accepted' then 'reported'
            when old_status = 'accepted' and new_status <> 'accepted' then 'withdrawn'
            when new_status = 'accepted' and (r.unit_code is not null or is_of_other_days) then 'corrected'
            when more_refused > 0 then 'refused'
        end as event
    from paired
    left join revised as r using (unit_code, year, quarter)
)
select
    unit_code, year, quarter, unit_short_name, old_status, new_status, old_version, new_version,
    -- Of a file that was sent back beside one in force, the one that was sent back is named.
    case event when 'refused' then last_refused_file else file_in_force end as file,
    received_at, due_on, is_late, event
from named
where event is not null
