-- Những đơn vị mà kết quả nằm trong mỗi đơn vị hiện nay ở từng quý: từng đơn vị mà nó tiếp nhận, và chính nó.
-- grain: unit_code, year, quarter, office_code
select
    carried_by as unit_code, year, quarter, unit_code as office_code, unit_short_name as office_short_name,
    case when carried_by <> unit_code then carried_by_short_name end as now_short_name
from mart.carrier
