-- Đơn vị trong quý có so được với chính mình cùng quý năm trước hay không, và vì sao không.
-- grain: unit_code, year, quarter
-- looks back: 1 year
select
    n.unit_code, n.year, n.quarter,
    case
        when y.obstacle is not null then y.obstacle
        when b.unit_code is null then 'Không so sánh: cùng kỳ năm trước đơn vị không hoạt động.'
        when not n.is_open_all_along then 'Không so sánh: năm nay đơn vị không hoạt động trọn từ đầu năm đến hết quý.'
        when not b.is_open_all_along then 'Không so sánh: năm trước đơn vị không hoạt động trọn từ đầu năm đến hết quý.'
        when not n.is_complete then 'Không so sánh: năm nay đơn vị chưa có đủ báo cáo từ đầu năm đến hết quý.'
        when not b.is_complete then 'Không so sánh: năm trước đơn vị không có đủ báo cáo từ đầu năm đến hết quý.'
        when n.is_provisional then 'Không so sánh: số liệu quý này chưa đến hết quý.'
        when b.is_provisional then 'Không so sánh: số liệu cùng quý năm trước chưa đến hết quý.'
    end as obstacle
from work.so_far as n
inner join mart.year_before as y on y.year = n.year and y.quarter = n.quarter
left join work.so_far as b on b.unit_code = n.unit_code and b.year = n.year - 1 and b.quarter = n.quarter
