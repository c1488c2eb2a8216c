-- Mức chỉ tiêu viết thành chữ: "95% (quy mô từ 100 trở lên)"; asked_in_full nói thêm lúc xét và hạn.
-- grain: asked_no
-- also in: diff
with written as (
    select
        a.asked_no, a.phasing, a.due_on,
        value.text || case when a.is_percent then '%' else coalesce(' ' || a.unit_of_measure, '') end
        || coalesce(' × ' || a.per_name, '')
        || case when a.phasing = 'each_quarter' then ' mỗi quý' else '' end
        || case
            when a.volume_from is not null and a.volume_below is not null
                then ' (quy mô từ ' || low.text || ' đến dưới ' || below.text || ')'
            when a.volume_from is not null then ' (quy mô từ ' || low.text || ' trở lên)'
            when a.volume_below is not null then ' (quy mô dưới ' || below.text || ')'
            else ''
        end as asked
    from work.asked as a
    left join work.number_text as value on value.amount = a.value and value.is_trimmed
    left join work.number_text as low on low.amount = a.volume_from and low.is_trimmed
    left join work.number_text as below on below.amount = a.volume_below and below.is_trimmed
)
select
    asked_no, asked,
    asked || case when phasing = 'year_end' then ', xét cuối năm' else '' end
    || coalesce(', hạn ' || substr(cast(due_on as varchar), 9, 2) || '/' || substr(cast(due_on as varchar), 6, 2)
        || '/' || substr(cast(due_on as varchar), 1, 4), '') as asked_in_full
from written
