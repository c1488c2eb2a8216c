-- Kết quả tính bằng tỷ lệ của số việc đếm được, có mức nằm giữa 0 và 100%: dùng được phân bố nhị thức.
-- grain: unit_code, indicator_code, year, quarter, level
-- order: province_code, unit_code, indicator_code, year, quarter, level
with counted as (
    select t.owner_code as indicator_code
    from ref.term as t
    inner join ref.data_elements as e on e.data_element_code = t.data_element_code
    where t.owner_kind = 'indicator'
    group by t.owner_code
    having min(case when coalesce(e.is_whole, true) and t.coefficient = 1 then 1 else 0 end) = 1
),
share as (
    select
        j.unit_code, j.indicator_code, j.year, j.quarter, j.level, j.is_headline, j.province_code, j.direction,
        j.numerator, j.denominator, j.value, j.target,
        -- One unit with more than all shows that these cases are not a part of those: then for no unit the law holds.
        max(case when j.numerator > j.denominator then 1 else 0 end) over (
            partition by j.province_code, j.indicator_code, j.year, j.quarter
        ) as is_past_all
    from mart.target_status as j
    inner join counted as c on c.indicator_code = j.indicator_code
    inner join ref.statuses as s on s.status = j.status
    where j.measure = 'rate' and s.is_known
        -- What was parted by a share is no number of cases.
        and mod(j.numerator, 1) = 0 and mod(j.denominator, 1) = 0
        and j.numerator >= 0 and j.denominator between 1 and 100000 and j.target > 0 and j.target < 100
)
select
    unit_code, indicator_code, year, quarter, level, is_headline, province_code, direction,
    cast(numerator as bigint) as numerator, cast(denominator as bigint) as denominator, value, target
from share
where is_past_all = 0
