-- Lỗi và cảnh báo hay gặp khi nhận báo cáo
-- chart: bar code so_lan
select code, severity, count(*) as so_lan, count(distinct unit_code) as so_don_vi, min(message) as vi_du
from log.problem
group by code, severity
order by so_lan desc, code
