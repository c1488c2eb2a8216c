-- Số chỉ tiêu đạt và vượt của từng đơn vị theo quý, trải ngang
pivot (
    select unit_short_name, year || '-Q' || quarter as ky, targets_good from mart.scorecard where is_reported
)
on ky using sum(targets_good)
order by unit_short_name collate vi
