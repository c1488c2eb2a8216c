-- Mỗi đơn vị trong kết quả toàn tỉnh: có được tính hay không, và bao nhiêu việc mà mức của nó đòi hỏi.
-- grain: province_code, indicator_code, year, quarter, unit_code
with placed as (
    select
        m.*, p.level as plan_level, p.plan_code as province_plan_code, p.value as plan_value, p.phasing as plan_phasing,
        coalesce(p.due_on, y.year_ends_on) as plan_due_on,
        y.year_starts_on, y.year_ends_on, y.ends_on,
        m.kind = 'rate' and coalesce(p.is_tiered, false) as is_tiered,
        m.kind = 'count' or coalesce(p.is_tiered, false) as is_count,
        i.direction,
        -- Nothing of a unit that closed is added where only stocks at the end are: those stand in its successors'.
        m.has_closed and (not m.is_by_quarter or m.kind = 'rate' and coalesce(p.is_tiered, false))
            and n.part is not null and (m.kind = 'count' or coalesce(p.is_tiered, false) or d.part is not null) as is_gone
    from work.province_member as m
    inner join work.period as y on y.year = m.year and y.quarter = m.quarter
    inner join ref.indicators as i on i.indicator_code = m.indicator_code
    left join work.province_plan as p
        on p.province_code = m.province_code and p.indicator_code = m.indicator_code and p.year = m.year and p.quarter = m.quarter
    left join work.stock_part as n on n.indicator_code = m.indicator_code and n.part = 'numerator'
    left join work.stock_part as d on d.indicator_code = m.indicator_code and d.part = 'denominator'
)
select
    *,
    is_known and not is_gone as is_added,
    is_known and not is_gone and (not is_count or target is not null) as is_in_result,
    -- Held to each quarter, and none of its quarters counts yet: nor does it in the sum of those that do.
    not is_count and coalesce(phasing = 'each_quarter', false) and not is_by_quarter as is_uncounted,
    case when level = 'none' and not has_closed then plan_due_on else due_on end as due_by,
    -- How many cases a share asks: as many whole ones as reach it.
    case
        when measure = 'count' then cast(target as decimal(26, 4))
        when direction = 'at_least' then cast(ceil(cast(target as decimal(12, 4)) * own_denominator * 0.01) as decimal(26, 4))
        else cast(floor(cast(target as decimal(12, 4)) * own_denominator * 0.01) as decimal(26, 4))
    end as cases_asked
from placed
