-- Mọi lần ghi về một nhiệm vụ, cuộc kiểm tra, phát hiện, văn bản: ghi gì, ở đâu, ai, lúc nào; lần nào đang có hiệu lực và thay cho gì.
-- grain: kind, record_key, name, version
-- order: year, unit_code, kind, record_key, name, version
-- made: whole
-- today: same
with said as (
    select
        r.*, u.province_code, coalesce(u.short_name, u.name) as unit_short_name, coalesce(w.name, r.name) as name_said,
        case
            when right(r.name, 3) = '_on' or r.name = 'issue_by' then substr(r.value, 9, 2) || '/' || substr(r.value, 6, 2) || '/' || substr(r.value, 1, 4)
            else coalesce(v.name, f.name, r.value)
        end as value_said,
        case
            when r.source = 'list' then 'danh mục ' || r.file
            when r.source = 'file' then 'tệp ' || r.file
            else 'trang nhập, ' || r.said_by
        end as place_said
    from stg.record as r
    inner join ref.units as u on u.unit_code = r.unit_code
    left join ref.record_words as w on w.about = 'name' and w.code = r.name
    left join ref.record_words as v
        on v.code = r.value and v.about = case r.name when 'kind' then r.kind || '_kind' when 'mode' then 'inspection_mode' end
    left join ref.fields as f on f.field_code = case when r.name = 'field_code' then r.value end
),
placed as (
    select
        *,
        lag(value) over each_thing as previous_value,
        lag(value_said) over each_thing as previous_said,
        lag(place_said) over each_thing as previous_place,
        lead(version) over each_thing is null as is_in_force
    from said
    window each_thing as (partition by kind, record_key, name order by version)
)
select
    kind, record_key, name, version, unit_code, year, quarter, province_code, unit_short_name, name_said, value, value_said, previous_value,
    source, said_at, said_by, file, sheet, cell, is_in_force, version > 1 and previous_value is distinct from value as is_change,
    case
        when version > 1 and previous_value is distinct from value then
            name_said || ': trước ghi “' || coalesce(previous_said, '(rút)') || '” (' || previous_place || '), nay '
            || case when value is null then 'rút lại' else 'ghi “' || value_said || '”' end || ' (' || place_said || ').'
    end as reason
from placed
