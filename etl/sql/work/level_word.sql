-- Mỗi cấp đặt mức, cả cấp xét chính (headline), và cách nói đến cấp ấy trong câu.
-- grain: level
select w.level, w.by_level
from (values
    ('headline', ''), ('national', ' theo chỉ tiêu ngành'), ('assigned', ' theo chỉ tiêu giao'), ('registered', ' theo chỉ tiêu đăng ký')
) as w (level, by_level)
