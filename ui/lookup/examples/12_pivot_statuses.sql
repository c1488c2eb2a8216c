-- Số chỉ tiêu đạt và vượt của từng đơn vị theo quý, trải ngang
from (
    select unit_short_name, year, quarter, met_or_exceeded from mart.scorecard where is_reported
)
pivot (
    sum(met_or_exceeded) for quarter in (1 as quy_1, 2 as quy_2, 3 as quy_3, 4 as quy_4)
)
order by year desc, unit_short_name collate vi
