-- Nơi án tồn tăng nhiều nhất so với đầu năm
-- chart: bar noi_va_loai_an stock_change
select
    unit_short_name || ': ' || flow_name as noi_va_loai_an, opening, received, resolved, closing, stock_change
from mart.caseflow
where (year, quarter) = (select max((year, quarter)) from mart.overview) and stock_change > 0
order by stock_change desc, unit_short_name collate vi, flow_code
limit 30
