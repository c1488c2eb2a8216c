-- Phát hiện của từng cuộc kiểm tra, kèm việc khắc phục đang được ghi nhận.
-- grain: finding_key
-- order: year, unit_code, finding_key
with wide as (
    select
        record_key as finding_key, unit_code, year,
        max(case when name = 'number' then value end) as number,
        max(case when name = 'kind' then value end) as kind,
        max(case when name = 'field_code' then value end) as field_code,
        max(case when name = 'indicator_code' then value end) as indicator_code,
        max(case when name = 'text' then value end) as text,
        cast(max(case when name = 'due_on' then value end) as date) as due_on,
        max(case when name = 'remedy' then value end) as remedy,
        cast(max(case when name = 'remedied_on' then value end) as date) as remedied_on,
        max(case when name = 'verified_by' then value end) as verified_by
    from work.record
    where kind = 'finding'
    group by record_key, unit_code, year
    -- A record of which everything but its number was taken back is gone.
    having count(case when name <> 'number' then value end) > 0
)
select
    f.finding_key, i.inspection_key, f.unit_code, f.year, f.number, f.kind,
    coalesce(f.field_code, n.field_code) as field_code, f.indicator_code, f.text, f.due_on, f.remedy, f.remedied_on, f.verified_by,
    i.number as inspection_number, i.mode, i.decided_on
from wide as f
inner join work.inspection as i
    on i.unit_code = f.unit_code and i.year = f.year and left(f.finding_key, length(i.inspection_key) + 1) = i.inspection_key || '#'
left join ref.indicators as n on n.indicator_code = f.indicator_code
