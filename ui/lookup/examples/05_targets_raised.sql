-- Chỉ tiêu đơn vị đăng ký cao hơn mức giao, và kết quả
select unit_short_name, indicator_name, target as muc_dang_ky, value as ket_qua, status, reason
from mart.target_status
where level = 'registered' and stance = 'raised'
    and (year, quarter) = (select max((year, quarter)) from mart.overview)
order by unit_short_name collate vi, indicator_code
