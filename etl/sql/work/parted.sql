-- Đơn vị mà trong năm số liệu được chia theo phần chuyển sang còn mức chỉ tiêu thì không: chỉ có ở góc nhìn đơn vị hiện nay (carried).
-- grain: unit_code, year
select unit_code, year from work.unit_period where false
