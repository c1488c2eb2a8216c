-- Số lỗi, số cảnh báo theo loại, của từng đơn vị và của cả tỉnh trong quý; code = all là mọi loại.
-- grain: scope, place_code, year, quarter, severity, code
with placed as (
    select 'unit' as scope, unit_code as place_code, year, quarter, severity, code, kind_name
    from log.problem
    where province_code is not null and year is not null and quarter is not null
    union all
    select 'province', province_code, year, quarter, severity, code, kind_name
    from log.problem
    where province_code is not null and year is not null and quarter is not null
),
kind as (
    select scope, place_code, year, quarter, severity, code, kind_name, count(*) as problems
    from placed
    group by scope, place_code, year, quarter, severity, code, kind_name
)
select scope, place_code, year, quarter, severity, code, kind_name, problems from kind
union all
select scope, place_code, year, quarter, severity, 'all', null, cast(sum(problems) as bigint)
from kind
group by scope, place_code, year, quarter, severity
