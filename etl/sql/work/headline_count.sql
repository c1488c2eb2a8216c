-- Những số đếm mà đoạn mở đầu về toàn tỉnh hoặc một đơn vị nói thêm: chậm tiến độ, đang vượt mức tối đa, còn thiếu số liệu.
-- grain: province_code, scope, place_code, field_code, year, quarter, level
select
    a.province_code, case when grouping(a.unit_code) = 1 then 'province' else 'unit' end as scope,
    coalesce(a.unit_code, a.province_code) as place_code, a.year, a.quarter, t.level,
    case when grouping(a.field_code) = 1 then 'all' else a.field_code end as field_code,
    -- A ceiling that was passed is no matter of pace.
    count(case when t.status = 'behind' and a.direction <> 'at_most' then 1 end) as late,
    count(case when t.status = 'behind' and a.direction = 'at_most' then 1 end) as over_ceiling,
    -- Results of offices that did report: not there, or without something that an earlier quarter lacks.
    count(case when up.is_reported and (t.status = 'not_reported' or s.is_judged and not a.is_complete) then 1 end) as gaps
from mart.attainment as a
inner join work.judged_row as t
    on t.unit_code = a.unit_code and t.indicator_code = a.indicator_code and t.year = a.year and t.quarter = a.quarter
inner join ref.statuses as s on s.status = t.status
inner join work.unit_period as up on up.unit_code = a.unit_code and up.year = a.year and up.quarter = a.quarter
group by grouping sets (
    (a.province_code, a.year, a.quarter, t.level, a.unit_code, a.field_code), (a.province_code, a.year, a.quarter, t.level, a.unit_code),
    (a.province_code, a.year, a.quarter, t.level, a.field_code), (a.province_code, a.year, a.quarter, t.level)
)
