-- Đơn vị cũ chuyển sang đơn vị kế tiếp từ ngày nào, phần bao nhiêu; is_closing: khi đơn vị cũ giải thể.
-- grain: predecessor, successor, effective_on
-- What is handed over after the last open day is handed over by closing. So is, whatever day is named for it, what makes the
-- whole of an office that has closed: a day that is not the one after is warned of, and the office is gone all the same.
with shared as (
    select
        c.predecessor, c.successor, c.effective_on, coalesce(c.share, 1) as share, u.closed_on,
        sum(coalesce(c.share, 1)) over (partition by c.predecessor order by c.effective_on desc) as from_then_on
    from ref.unit_changes as c
    inner join ref.units as u on u.unit_code = c.predecessor
),
whole as (
    select predecessor, max(effective_on) as effective_on from shared where from_then_on = 1 group by predecessor
)
select
    s.predecessor, s.successor, s.effective_on, s.share,
    s.closed_on is not null and (s.effective_on > s.closed_on or s.effective_on >= coalesce(w.effective_on, date '9999-12-31')) as is_closing
from shared as s
left join whole as w on w.predecessor = s.predecessor
