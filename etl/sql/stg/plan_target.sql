-- Mức chỉ tiêu ghi trong các kế hoạch, từ danh mục và từ tệp kế hoạch.
-- grain: —
select
    plan_code, indicator_code, value, per, coalesce(phasing, 'linear') as phasing, due_on, volume_from, volume_below,
    measured_as, cast(null as bigint) as file_no, cast(null as varchar) as sheet, cell, measure
from ref.targets
union all
select
    plan_code, indicator_code, value, per, coalesce(phasing, 'linear') as phasing, due_on, volume_from, volume_below,
    measured_as, file_no, sheet, cell, measure
from raw.plan_target
