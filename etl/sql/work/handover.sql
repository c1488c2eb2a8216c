-- Đơn vị cũ chuyển sang đơn vị kế tiếp từ ngày nào, phần bao nhiêu; is_closing: khi đơn vị cũ giải thể.
-- grain: predecessor, successor, effective_on
select
    c.predecessor, c.successor, c.effective_on, coalesce(c.share, 1) as share,
    u.closed_on is not null and c.effective_on > u.closed_on as is_closing
from ref.unit_changes as c
inner join ref.units as u on u.unit_code = c.predecessor
