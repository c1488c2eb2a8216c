-- Kết quả có phần số liệu chia theo tỷ lệ: của chỉ tiêu hay dòng án nào, ở đơn vị nào, đến quý nào.
-- grain: owner_kind, owner_code, unit_code, year, quarter
with estimated as (
    select unit_code, data_element_code, year, quarter from carried.figure where is_estimate
)
select distinct t.owner_kind, t.owner_code, t.unit_code, t.year, t.quarter
from carried.term_value as t
inner join carried.term_value as b
    on b.owner_kind = t.owner_kind and b.owner_code = t.owner_code and b.part = t.part and b.data_element_code = t.data_element_code
    and b.unit_code = t.unit_code and b.year = t.year and b.quarter <= t.quarter
inner join estimated as e
    on e.unit_code = b.unit_code and e.data_element_code = b.data_element_code and e.year = b.year and e.quarter = b.quarter
where t.ytd_value is not null and case t.accumulation when 'last' then b.quarter = t.quarter when 'sum' then b.is_counted else true end
