-- Tỷ lệ đạt của tỉnh qua các quý
-- chart: line ky ty_le_dat
select
    year || '-Q' || quarter as ky, units_reported, units_expected, met_or_exceeded, targets_judged,
    round(share_met, 1) as ty_le_dat
from mart.overview
order by year, quarter
