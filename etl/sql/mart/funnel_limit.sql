-- Đường giới hạn của hình phễu quanh từng mức chỉ tiêu tính bằng tỷ lệ (phân bố nhị thức), ở các mẫu số đủ dày để vẽ.
-- grain: target, denominator
select target, denominator, fewest_95, most_95, fewest_998, most_998, lower_95, upper_95, lower_998, upper_998
from work.funnel_edge
where is_step
