-- Tồn đầu năm mà đơn vị tiếp nhận nêu ở quý có tiếp nhận hay sau đó: gồm cả tồn đầu năm của đơn vị cũ, cộng cả hai là trùng.
-- grain: owner_kind, owner_code, part, data_element_code, unit_code, predecessor, year, quarter
-- order: unit_code, year, quarter, owner_kind, owner_code, part, data_element_code, predecessor
select
    t.owner_kind, t.owner_code, t.part, t.data_element_code, t.unit_code, o.predecessor, t.year, t.quarter,
    cast(t.coefficient as decimal(14, 4)) * t.ytd_value as amount
from work.takeover as o
inner join work.term_value as t on t.unit_code = o.unit_code and t.year = o.year and t.taken_from = o.quarter
where t.accumulation = 'first' and t.ytd_value is not null
