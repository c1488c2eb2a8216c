-- Số liệu làm nên từng phần của dòng án (tồn đầu năm, mới, giải quyết, còn lại), mỗi số liệu một dòng, theo thứ tự ghi.
-- grain: flow_code, part, data_element_code
select
    t.owner_code as flow_code, t.part, t.data_element_code,
    case t.part when 'opening' then 1 when 'received' then 2 when 'resolved' then 3 when 'closing' then 4 else 5 end as part_order,
    row_number() over (partition by t.owner_code, t.part order by t.list_order) as term_order,
    t.coefficient, e.name as data_element_name, e.unit_of_measure, e.accumulation
from ref.term as t
inner join ref.data_elements as e on e.data_element_code = t.data_element_code
where t.owner_kind = 'case_flow'
