-- Mức chính của các năm đã hết rốt cuộc có đạt không, theo quý mà lúc ấy đang nhìn trước.
-- grain: scope, place_code, indicator_code, year, quarter
select scope, place_code, province_code, indicator_code, year, quarter, came_true
from work.outlook_case
where came_true is not null and decided is null
