-- Tên số liệu đứng giữa câu: chữ đầu viết thường, trừ chữ viết tắt.
-- grain: data_element_code
-- also in: diff
--
-- Only the first letter: the names of offices within keep theirs, and an abbreviation its capitals.
select
    data_element_code, list_order,
    case when substr(name, 2, 1) = lower(substr(name, 2, 1)) then lower(left(name, 1)) || substr(name, 2) else name end as name_within
from ref.data_elements
