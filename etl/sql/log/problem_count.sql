-- Số lỗi, số cảnh báo theo loại và lĩnh vực, của từng đơn vị và của cả tỉnh trong quý; all là mọi loại, mọi lĩnh vực.
-- grain: scope, place_code, year, quarter, severity, code, field_code
with known as (
    select * from log.problem where province_code is not null and year is not null and quarter is not null
),
placed as (
    select 'unit' as scope, unit_code as place_code, year, quarter, severity, code, kind_name, field_code from known
    union all
    select 'province', province_code, year, quarter, severity, code, kind_name, field_code from known
),
-- What stands at no figure is of no field: it counts among all of them only.
in_field as (
    select * from placed where field_code is not null
    union all
    select scope, place_code, year, quarter, severity, code, kind_name, 'all' from placed
),
kind as (
    select scope, place_code, year, quarter, severity, code, kind_name, field_code, count(*) as problems
    from in_field
    group by scope, place_code, year, quarter, severity, code, kind_name, field_code
)
select scope, place_code, year, quarter, severity, code, kind_name, field_code, problems from kind
union all
select scope, place_code, year, quarter, severity, 'all', null, field_code, cast(sum(problems) as bigint)
from kind
group by scope, place_code, year, quarter, severity, field_code
