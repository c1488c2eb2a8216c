-- Các chỉ tiêu là tỷ lệ giữa những số việc đếm được: chỉ với những tỷ lệ ấy mới nói được ngẫu nhiên làm lệch bao nhiêu.
-- grain: indicator_code
select i.indicator_code
from ref.indicators as i
inner join ref.term as t on t.owner_code = i.indicator_code and t.owner_kind = 'indicator'
inner join ref.data_elements as e on e.data_element_code = t.data_element_code
where i.kind = 'rate'
group by i.indicator_code
having min(case when coalesce(e.is_whole, true) and t.coefficient = 1 then 1 else 0 end) = 1
