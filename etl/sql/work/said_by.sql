-- Mỗi việc một đơn vị làm trong năm nay liệt kê ở đơn vị nào.
-- grain: unit_code, year, office_code
select distinct unit_code, year, office_code from work.carriage
