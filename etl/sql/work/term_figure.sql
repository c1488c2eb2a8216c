-- Từng con số có thể đứng trong kết quả luỹ kế của chỉ tiêu hay dòng án: được tính hay không, sau khi ghép các quý có đủ số với nhau.
-- grain: owner_kind, owner_code, unit_code, year, quarter, part, data_element_code, figure_quarter
select
    t.owner_kind, t.owner_code, t.unit_code, t.year, t.quarter, t.part, t.data_element_code, f.quarter as figure_quarter,
    t.coefficient, f.value, cast(t.coefficient as decimal(14, 4)) * cast(f.value as decimal(23, 4)) as amount,
    coalesce(f.is_paired and f.quarter between t.taken_from and t.taken_through, false) as is_counted,
    t.ytd_value
from work.term_value as t
inner join work.term_value as f
    on f.unit_code = t.unit_code and f.owner_kind = t.owner_kind and f.owner_code = t.owner_code and f.year = t.year
    and f.part = t.part and f.data_element_code = t.data_element_code and f.quarter <= t.quarter
where f.value is not null
