-- Mức chỉ tiêu khác đi giữa hai bản công bố, ở năm và cấp mà cả hai bản đều có mức; kế hoạch lần đầu là một thay đổi riêng.
-- grain: level, unit_code, indicator_code, year, volume_from
with old_row as (
    -- What a sector or a province asks is one change, not one for each unit that it binds.
    select distinct
        level, case level when 'registered' then unit_code else '' end as place, indicator_code, year,
        coalesce(volume_from, -1) as tier, volume_below, indicator_name, kind, unit_of_measure, value, per, phasing, due_on,
        measured_as, plan_number
    from before.mart.target
),
new_row as (
    select distinct
        level, case level when 'registered' then unit_code else '' end as place, indicator_code, year,
        coalesce(volume_from, -1) as tier, volume_below, indicator_name, kind, unit_of_measure, value, per, phasing, due_on,
        measured_as, plan_number
    from after.mart.target
),
planned as (
    select level, place, year from old_row
    intersect
    select level, place, year from new_row
)
select
    row_number() over (order by level, place, indicator_code, year, tier) as change_no,
    level, nullif(place, '') as unit_code, indicator_code, year, nullif(tier, -1) as volume_from,
    coalesce(n.indicator_name, o.indicator_name) as indicator_name,
    coalesce(n.unit_of_measure, o.unit_of_measure) as unit_of_measure,
    o.kind as old_kind, n.kind as new_kind,
    o.value as old_value, n.value as new_value,
    o.measured_as as old_measured_as, n.measured_as as new_measured_as,
    o.per as old_per, n.per as new_per, o.phasing as old_phasing, n.phasing as new_phasing,
    o.due_on as old_due_on, n.due_on as new_due_on,
    o.volume_below as old_volume_below, n.volume_below as new_volume_below
from old_row as o
full join new_row as n using (level, place, indicator_code, year, tier)
inner join planned as p using (level, place, year)
where o.value is distinct from n.value
    or o.per is distinct from n.per or o.phasing is distinct from n.phasing or o.due_on is distinct from n.due_on
    or o.measured_as is distinct from n.measured_as or o.volume_below is distinct from n.volume_below
