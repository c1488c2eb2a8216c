-- Kết quả và mức chỉ tiêu quá lớn để tính chính xác, và ô của số làm nên nó.
-- grain: unit_code, indicator_code, year, quarter, data_element_code
with part as (
    select
        v.unit_code, v.owner_code as indicator_code, v.year, v.quarter, v.data_element_code, false as is_target,
        row_number() over (
            partition by v.unit_code, v.owner_code, v.year, v.quarter
            order by abs(v.coefficient * cast(v.ytd_value as double)) desc, v.data_element_code
        ) as place
    from work.term_value as v
    inner join work.result as r
        on r.unit_code = v.unit_code and r.indicator_code = v.owner_code and r.year = v.year and r.quarter = v.quarter
    where v.owner_kind = 'indicator' and v.ytd_value is not null and r.is_reported and r.is_too_large
),
found as (
    select unit_code, indicator_code, year, quarter, data_element_code, is_target from part where place = 1
    union
    select l.unit_code, l.indicator_code, l.year, l.quarter, l.per, true
    from work.unit_level as l
    where l.is_target_too_large and l.is_reported and l.per is not null
)
select
    t.unit_code, t.indicator_code, t.year, t.quarter, t.data_element_code, bool_or(t.is_target) as is_target,
    max(f.file_no) as file_no, max(f.file) as file, max(f.sheet) as sheet, max(f.cell) as cell
from found as t
left join work.figure as f
    on f.unit_code = t.unit_code and f.data_element_code = t.data_element_code and f.year = t.year and f.quarter = t.quarter
group by t.unit_code, t.indicator_code, t.year, t.quarter, t.data_element_code
