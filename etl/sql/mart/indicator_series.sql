-- Chỉ tiêu đổi mã khi danh mục của ngành thay đổi: mã cũ, mã mới, từ ngày nào, so được với trước hay không.
-- grain: old_code, new_code
select
    c.old_code, c.new_code, c.effective_on, c.is_comparable, c.source, o.name as old_name, n.name as new_name, n.official_code,
    'Từ ngày ' || substr(cast(c.effective_on as varchar), 9, 2) || '/' || substr(cast(c.effective_on as varchar), 6, 2) || '/' || substr(cast(c.effective_on as varchar), 1, 4) || ', “' || o.name || '” (' || c.old_code || ') thành “' || n.name || '” (' || c.new_code || ')'
    || coalesce(' theo ' || c.source, '')
    || case when c.is_comparable then ': cách tính như cũ, so được với các kỳ trước.'
        else ': cách tính đã đổi nên không so với các kỳ trước, hai chuỗi số đứng riêng.'
    end as reason
from ref.indicator_changes as c
inner join ref.indicators as o on o.indicator_code = c.old_code
inner join ref.indicators as n on n.indicator_code = c.new_code
