-- Những đơn vị mà kết quả nằm trong mỗi đơn vị của góc nhìn ở từng quý: ở đây là chính nó.
-- grain: unit_code, year, quarter, office_code
select unit_code, year, quarter, unit_code as office_code, known_as as office_short_name, cast(null as varchar) as now_short_name
from work.unit_period
