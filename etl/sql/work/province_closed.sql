-- Bao nhiêu đơn vị đã kết thúc hoạt động có trong kết quả toàn tỉnh: mỗi đơn vị đếm một lần, dù nay thuộc mấy đơn vị.
-- grain: province_code, indicator_code, year, quarter
select
    w.province_code, w.indicator_code, w.year, w.quarter,
    count(distinct case when w.is_in_result then o.office_code end) as offices_closed,
    count(distinct case when w.is_added then o.office_code end) as offices_known_closed
from work.province_weight as w
inner join work.stood_office as o on o.unit_code = w.unit_code and o.year = w.year and o.quarter = w.stood_in
where not w.is_open
group by w.province_code, w.indicator_code, w.year, w.quarter
