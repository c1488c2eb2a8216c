-- Tỷ lệ không tính được vì mẫu số nhỏ hơn 0, và ô của số trừ đi nhiều nhất.
-- grain: unit_code, indicator_code, year, quarter
with taken as (
    select
        r.unit_code, r.indicator_code, r.year, r.quarter, r.denominator, v.data_element_code, f.file_no, f.file, f.sheet, f.cell,
        row_number() over (
            partition by r.unit_code, r.indicator_code, r.year, r.quarter
            order by case when f.file_no is null then 1 else 0 end, v.coefficient * v.ytd_value, v.data_element_code
        ) as place
    from work.result as r
    inner join work.term_value as v
        on v.owner_kind = 'indicator' and v.part = 'denominator' and v.owner_code = r.indicator_code and v.unit_code = r.unit_code
        and v.year = r.year and v.quarter = r.quarter
    left join work.figure as f
        on f.unit_code = r.unit_code and f.data_element_code = v.data_element_code and f.year = r.year and f.quarter = r.quarter
    where r.kind = 'rate' and r.is_reported and r.denominator < 0
)
select
    unit_code, indicator_code, year, quarter, cast(denominator as decimal(28, 10)) as denominator, data_element_code, file_no, file, sheet,
    cell
from taken
where place = 1
