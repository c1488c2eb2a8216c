-- Công thức của chỉ tiêu, mỗi số liệu trong tử số hoặc mẫu số một dòng, theo thứ tự trong công thức.
-- grain: indicator_code, part, data_element_code
select
    t.owner_code as indicator_code, t.part, t.data_element_code,
    row_number() over (partition by t.owner_code, t.part order by t.list_order) as term_order,
    t.coefficient, e.name as data_element_name, e.field_code, e.unit_of_measure, e.accumulation
from ref.term as t
inner join ref.data_elements as e on e.data_element_code = t.data_element_code
where t.owner_kind = 'indicator'
