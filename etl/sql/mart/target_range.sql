-- Mức chỉ tiêu theo cấp trong năm, gọn một dòng cho mọi đơn vị: mức thấp nhất, cao nhất và số đơn vị chịu mức đó.
-- grain: province_code, indicator_code, year, level, per, phasing, measured_as, volume_from, volume_below
select
    province_code, indicator_code, year, level, per, phasing, measured_as, volume_from, volume_below,
    min(value) as lowest_target, max(value) as highest_target, count(distinct unit_code) as units
from mart.target
group by province_code, indicator_code, year, level, per, phasing, measured_as, volume_from, volume_below
