-- Đơn vị trong quý có so được với chính mình ở quý trước trong cùng năm công tác hay không, và vì sao không.
-- grain: unit_code, year, quarter
select
    n.unit_code, n.year, n.quarter,
    case
        when p.obstacle is not null then p.obstacle
        when b.unit_code is null or not n.is_open_all_along then
            'Không so sánh: năm nay đơn vị không hoạt động trọn từ đầu năm đến hết quý.'
        when not n.is_reported then 'Không so sánh: quý này đơn vị chưa có báo cáo.'
        when not b.is_reported then 'Không so sánh: quý trước đơn vị không có báo cáo.'
        when not n.is_complete then 'Không so sánh: năm nay đơn vị chưa có đủ báo cáo từ đầu năm đến hết quý.'
        when n.is_provisional then 'Không so sánh: số liệu quý này chưa đến hết quý.'
        when b.is_provisional then 'Không so sánh: số liệu quý trước chưa đến hết quý.'
    end as obstacle
from work.so_far as n
inner join work.previous_quarter as p on p.year = n.year and p.quarter = n.quarter
left join work.so_far as b on b.unit_code = n.unit_code and b.year = n.year and b.quarter = n.quarter - 1
