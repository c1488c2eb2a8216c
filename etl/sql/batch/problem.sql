-- Các lỗi và cảnh báo của từng tệp: mỗi loại nêu những chỗ đầu, còn bao nhiêu chỗ nữa thì đếm, để người đọc đọc hết được.
-- grain: —
with placed as (
    select
        p.*,
        row_number() over (partition by p.file_no, p.severity, p.code order by p.sheet, length(p.cell), p.cell, p.message) as place,
        row_number() over (
            partition by p.file_no, p.severity, p.code, p.unit_code, p.year, p.quarter order by p.sheet, length(p.cell), p.cell, p.message
        ) as place_in_report,
        count(*) over (partition by p.file_no, p.severity, p.code) as times
    from batch.problem as p
)
select
    p.file_no, p.unit_code, p.year, p.quarter, p.sheet, p.cell, p.severity, p.code,
    -- What a message quotes may hold signs that show nothing, or turn the direction of reading: a mark stands for each.
    regexp_replace(case when length(p.message) > 1000 then left(p.message, 999) || '…' else p.message end, '[\p{C}\p{Zl}\p{Zp}]', '�', 'g')
    || case when p.place = 100 and p.times > 100 then ' (Tệp còn ' || (p.times - 100) || ' chỗ như thế này.)' else '' end as message
from placed as p
left join batch.verdict as v
    on v.file_no = p.file_no and v.unit_code = p.unit_code and v.year = p.year and v.quarter = p.quarter and v.is_somebodys
-- An office's report that is refused keeps a reason of its own.
where p.place <= 100 or (p.place_in_report = 1 and v.file_no is not null)
