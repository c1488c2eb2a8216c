-- Quý không được xét theo mức đặt cho từng quý: đơn vị (hoặc một đơn vị nó tiếp nhận) hoạt động chưa trọn quý, hoặc quý ấy không áp dụng mức.
-- grain: unit_code, indicator_code, year, quarter, level
select
    l.unit_code, l.indicator_code, l.year, l.quarter, l.level,
    string_agg(
        'quý ' || n.roman || case
            when not up.is_open_throughout then ' (hoạt động chưa trọn quý)'
            when not up.is_each_open_throughout then ' (có đơn vị thay đổi trong quý)'
            else ' (không áp dụng mức của quý)'
        end,
        ', ' order by up.quarter
    ) as passed_over
from work.unit_level as l
inner join work.unit_period as up on up.unit_code = l.unit_code and up.year = l.year and up.quarter <= l.quarter
inner join work.result as r
    on r.unit_code = l.unit_code and r.indicator_code = l.indicator_code and r.year = up.year and r.quarter = up.quarter
inner join ref.periods as n on n.year = up.year and n.quarter = up.quarter
left join work.quarter_target as q
    on q.unit_code = l.unit_code and q.indicator_code = l.indicator_code and q.year = l.year and q.level = l.level
    and q.quarter = up.quarter
where l.is_by_quarter and q.quarter is null
    -- An earlier quarter without figures is named for that already.
    and (up.quarter = l.quarter or r.is_reported and r.is_counted)
group by l.unit_code, l.indicator_code, l.year, l.quarter, l.level
