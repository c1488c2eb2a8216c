-- Mọi lần ghi về một nhiệm vụ, cuộc kiểm tra, phát hiện, văn bản: ghi gì, ở đâu, ai, lúc nào; lần nào đang có hiệu lực và thay cho gì.
-- grain: kind, record_key, name, version
-- order: year, unit_code, kind, record_key, name, version
-- made: whole
-- today: same
with placed as (
    select
        *,
        lag(value) over each_thing as previous_value,
        lead(version) over each_thing is null as is_in_force,
        lag(case
            when source = 'list' then 'danh mục ' || file
            when source = 'file' then 'tệp ' || file
            else 'trang nhập, ' || said_by
        end) over each_thing as previous_place
    from stg.record
    window each_thing as (partition by kind, record_key, name order by version)
)
select
    p.kind, p.record_key, p.name, p.version, p.unit_code, p.year, p.quarter, u.province_code,
    coalesce(u.short_name, u.name) as unit_short_name, coalesce(w.name, p.name) as name_said,
    p.value, coalesce(v.name, f.name, p.value) as value_said, p.previous_value, p.source, p.said_at, p.said_by, p.file, p.sheet, p.cell, p.is_in_force,
    p.version > 1 and p.previous_value is distinct from p.value as is_change,
    case
        when p.version > 1 and p.previous_value is distinct from p.value then
            coalesce(w.name, p.name) || ': trước ghi “' || coalesce(p.previous_value, '(rút)') || '” (' || p.previous_place || '), nay '
            || case when p.value is null then 'rút lại' else 'ghi “' || p.value || '”' end || ' ('
            || case when p.source = 'file' then 'tệp ' || p.file when p.source = 'list' then 'danh mục ' || p.file else 'trang nhập, ' || p.said_by end
            || ').'
    end as reason
from placed as p
inner join ref.units as u on u.unit_code = p.unit_code
left join ref.record_words as w on w.about = 'name' and w.code = p.name
left join ref.record_words as v
    on v.code = p.value and v.about = case p.name when 'kind' then p.kind || '_kind' when 'mode' then 'inspection_mode' end
left join ref.fields as f on f.field_code = case when p.name = 'field_code' then p.value end
