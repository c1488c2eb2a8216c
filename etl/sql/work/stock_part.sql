-- Tử số, mẫu số của chỉ tiêu chỉ gồm số cuối kỳ: của đơn vị đã giải thể thì không còn gì để cộng vào kết quả toàn tỉnh.
-- grain: indicator_code, part
select t.owner_code as indicator_code, t.part
from ref.term as t
inner join ref.data_elements as e on e.data_element_code = t.data_element_code
where t.owner_kind = 'indicator'
group by t.owner_code, t.part
having min(e.accumulation) = 'last' and max(e.accumulation) = 'last'
