-- Đơn vị mà một đơn vị đã tiếp nhận trong năm, tính đến cuối quý, qua cả những lần tiếp nhận nối nhau.
-- grain: unit_code, predecessor, year, quarter
-- order: unit_code, predecessor, year, quarter
with recursive chain (unit_code, predecessor, year, quarter) as (
    select c.successor, c.predecessor, p.year, p.quarter
    from ref.unit_changes as c
    inner join work.period as p on c.effective_on > p.year_starts_on and c.effective_on <= p.ends_on
    union
    select t.unit_code, c.predecessor, t.year, t.quarter
    from chain as t
    inner join ref.unit_changes as c on c.successor = t.predecessor
    inner join work.period as p
        on p.year = t.year and p.quarter = t.quarter and c.effective_on > p.year_starts_on and c.effective_on <= p.ends_on
)
select distinct unit_code, predecessor, year, quarter from chain
