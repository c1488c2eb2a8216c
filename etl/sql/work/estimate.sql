-- Kết quả có phần số liệu chia theo tỷ lệ: chỉ có ở góc nhìn đơn vị hiện nay (carried).
-- grain: owner_kind, owner_code, unit_code, year, quarter
select owner_kind, owner_code, unit_code, year, quarter from work.term_value where false
