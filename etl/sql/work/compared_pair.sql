-- Từng kết quả so được với chính nó ở kỳ trước: cùng quý năm trước (against: year), quý liền trước trong cùng năm (quarter); is_counted: cả
-- hai kỳ đều được đánh giá.
-- grain: unit_code, indicator_code, year, quarter, level, against
-- looks back: 1 year
select
    n.unit_code, n.indicator_code, a.field_code, n.year, n.quarter, n.level, 'year' as against, n.status, b.status as previous_status,
    s.is_judged and t.is_judged as is_counted
from work.judged_row as n
inner join mart.attainment as a
    on a.unit_code = n.unit_code and a.indicator_code = n.indicator_code and a.year = n.year and a.quarter = n.quarter
    and a.is_comparable
inner join work.judged_row as b
    on b.unit_code = n.unit_code and b.indicator_code = n.indicator_code and b.year = n.year - 1 and b.quarter = n.quarter
    and b.level = n.level
inner join ref.statuses as s on s.status = n.status
inner join ref.statuses as t on t.status = b.status
where n.status <> 'no_target' and b.status <> 'no_target'
union all
select
    n.unit_code, n.indicator_code, a.field_code, n.year, n.quarter, n.level, 'quarter', n.status, b.status,
    s.is_judged and t.is_judged
from work.judged_row as n
inner join work.quarter_before as o
    on o.unit_code = n.unit_code and o.year = n.year and o.quarter = n.quarter and o.obstacle is null
inner join mart.attainment as a
    on a.unit_code = n.unit_code and a.indicator_code = n.indicator_code and a.year = n.year and a.quarter = n.quarter
    and a.is_complete
inner join work.judged_row as b
    on b.unit_code = n.unit_code and b.indicator_code = n.indicator_code and b.year = n.year and b.quarter = n.quarter - 1
    and b.level = n.level
inner join ref.statuses as s on s.status = n.status
inner join ref.statuses as t on t.status = b.status
where n.status not in ('no_target', 'not_reported') and b.status not in ('no_target', 'not_reported')
