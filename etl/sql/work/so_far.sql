-- Đơn vị từ đầu năm công tác đến hết quý: có hoạt động trọn hay không, báo cáo đủ hay không.
-- grain: unit_code, year, quarter
select
    unit_code, year, quarter, is_reported, is_provisional, is_complete,
    bool_and(is_open_throughout) over (partition by unit_code, year order by quarter)
        and min(quarter) over (partition by unit_code, year order by quarter) = 1 as is_open_all_along
from work.unit_period
