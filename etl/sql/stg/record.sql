-- Mỗi điều đã ghi về một nhiệm vụ, cuộc kiểm tra, phát hiện, văn bản kế hoạch; mỗi lần ghi một dòng, từ danh mục, tệp hay trang nhập.
-- grain: kind, record_key, name, version
-- order: year, unit_code, kind, record_key, name, version
-- A number names a record however it is written: common/record_keys.py; "02", "2." and "2)" are the number 2, "05/QĐ" is "5/QĐ".
with folded as (
    select *, replace(lower(replace(replace(number, ' ', ''), '#', '')), 'ð', 'đ') as part from ref.tasks
),
task as (
    select
        f.*, f.unit_code || '/' || cast(f.year as varchar) || '/'
        || case
            when f.rest = f.part or left(f.rest, 1) <> '/' and rtrim(f.rest, '.)') <> '' then f.part
            else coalesce(nullif(trim(leading '0' from left(f.part, length(f.part) - length(f.rest))), ''), '0')
                || case when left(f.rest, 1) = '/' then f.rest else '' end
        end as record_key
    from (select *, trim(leading '0123456789' from part) as rest from folded) as f
),
listed as (
    select record_key, unit_code, year, 'number' as name, number as value, cell from task where number is not null
    union all
    select record_key, unit_code, year, 'field_code' as name, field_code as value, cell from task where field_code is not null
    union all
    select record_key, unit_code, year, 'kind' as name, kind as value, cell from task where kind is not null
    union all
    select record_key, unit_code, year, 'text' as name, text as value, cell from task where text is not null
    union all
    select record_key, unit_code, year, 'responsible' as name, responsible as value, cell from task where responsible is not null
    union all
    select record_key, unit_code, year, 'due_on' as name, cast(due_on as varchar) as value, cell from task where due_on is not null
    union all
    select record_key, unit_code, year, 'planned' as name, cast(planned as varchar) as value, cell from task where planned is not null
    union all
    select record_key, unit_code, year, 'done' as name, cast(done as varchar) as value, cell from task where done is not null
    union all
    select record_key, unit_code, year, 'done_on' as name, cast(done_on as varchar) as value, cell from task where done_on is not null
    union all
    select record_key, unit_code, year, 'evidence' as name, evidence as value, cell from task where evidence is not null
),
-- What was entered on a page: each version is a word on the record that its own fields name.
told as (
    select
        entry_no, kind, entered_at, entered_by,
        max(case when field = 'unit_code' then value end) as unit_code,
        cast(max(case when field = 'year' then value end) as integer) as year,
        replace(lower(replace(replace(max(case when field = 'inspection_number' or kind <> 'finding' and field = 'number' then value end), ' ', ''), '#', '')), 'ð', 'đ') as part,
        replace(lower(replace(replace(max(case when kind = 'finding' and field = 'number' then value end), ' ', ''), '#', '')), 'ð', 'đ') as finding_part
    from raw.entry
    where kind in ('task', 'inspection', 'finding')
    group by entry_no, kind, entered_at, entered_by
),
spoken as (
    select
        *, trim(leading '0123456789' from part) as rest, trim(leading '0123456789' from finding_part) as finding_rest
    from told
),
entered as (
    select
        entry_no, kind, entered_at, entered_by, unit_code, year,
        unit_code || '/' || cast(year as varchar) || '/'
        || case
            when rest = part or left(rest, 1) <> '/' and rtrim(rest, '.)') <> '' then part
            else coalesce(nullif(trim(leading '0' from left(part, length(part) - length(rest))), ''), '0')
                || case when left(rest, 1) = '/' then rest else '' end
        end
        || case
            when kind <> 'finding' then ''
            when finding_rest = finding_part or left(finding_rest, 1) <> '/' and rtrim(finding_rest, '.)') <> '' then '#' || finding_part
            else '#' || coalesce(nullif(trim(leading '0' from left(finding_part, length(finding_part) - length(finding_rest))), ''), '0')
                || case when left(finding_rest, 1) = '/' then finding_rest else '' end
        end as record_key
    from spoken
),
said as (
    select
        r.kind, r.record_key, r.unit_code, r.year, r.name, r.value, 'file' as source, s.quarter, f.received_at as said_at,
        r.file_no as said_no, f.name as file, r.sheet, r.cell, cast(null as varchar) as said_by
    from raw.record as r
    inner join raw.file as f on f.file_no = r.file_no
    left join raw.submission as s on s.file_no = r.file_no
    where f.status = 'accepted'
    union all
    select
        n.kind, n.record_key, n.unit_code, n.year, e.field, case when e.value <> 'rút' then e.value end, 'page', null, n.entered_at, n.entry_no, null, null, null, n.entered_by
    from entered as n
    inner join raw.entry as e on e.entry_no = n.entry_no
    where e.field not in ('unit_code', 'year', 'inspection_number')
    union all
    select
        'task', record_key, unit_code, year, name, value, 'list', null, null, 0, 'tasks.csv', null, cell, null
    from listed
)
select
    *,
    row_number() over (
        partition by kind, record_key, name order by case when said_at is null then 0 else 1 end, said_at, said_no
    ) as version
from said
