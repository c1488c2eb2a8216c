-- Tỷ lệ của từng đơn vị so với giới hạn của hình phễu quanh mức chỉ tiêu, ở từng cấp; đơn vị không so được có ghi lý do.
-- grain: unit_code, indicator_code, year, quarter, level
select
    r.unit_code, r.indicator_code, r.year, r.quarter, r.level, r.is_headline, r.province_code,
    r.numerator, r.denominator, r.value, r.target,
    l.lower_95, l.upper_95, l.lower_998, l.upper_998,
    case
        when r.left_out is not null then null
        when r.numerator < l.fewest_998 then 'below_998'
        when r.numerator < l.fewest_95 then 'below_95'
        when r.numerator > l.most_998 then 'above_998'
        when r.numerator > l.most_95 then 'above_95'
        else 'within'
    end as zone,
    -- A limit of no case, or of all of them, cannot be passed by one case more.
    coalesce(r.numerator = l.fewest_95 and l.fewest_95 > 0 or r.numerator = l.most_95 and l.most_95 < r.denominator, false) as is_near,
    coalesce(case r.direction when 'at_least' then l.fewest_95 > 0 else l.most_95 < r.denominator end, false) as is_telling,
    r.left_out
from work.funnel_row as r
left join work.funnel_edge as l on l.target = case when r.left_out is null then r.target end and l.denominator = r.denominator
