-- Chỉ tiêu có nhiều đơn vị sát ngưỡng nhất, quý mới nhất
-- chart: bar indicator_short_name don_vi_sat_nguong
select
    indicator_code, indicator_short_name, count(*) as don_vi_sat_nguong,
    string_agg(unit_short_name, ', ' order by unit_short_name collate vi) as cac_don_vi
from mart.attainment
where is_close and (year, quarter) = (select max((year, quarter)) from mart.overview)
group by indicator_code, indicator_short_name
order by don_vi_sat_nguong desc, indicator_code
limit 20
