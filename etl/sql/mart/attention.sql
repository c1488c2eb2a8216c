-- Việc cần chỉ đạo trong quý: chỉ tiêu không đạt hoặc chậm tiến độ, trọng tâm xếp trước, kèm giải trình và hẹn khắc phục.
-- grain: unit_code, indicator_code, year, quarter
-- order: year, quarter, province_code, unit_code, indicator_code
select
    a.unit_code, a.indicator_code, a.year, a.quarter, a.province_code,
    row_number() over (
        partition by a.province_code, a.year, a.quarter
        order by a.is_focus desc, case a.status when 'missed' then 1 else 2 end, a.is_fragile, a.weight desc, a.attainment,
            a.unit_code, a.indicator_code
    ) as attention_rank,
    a.unit_name, a.unit_short_name, a.field_code, a.field_name, a.indicator_name, a.indicator_short_name, a.is_focus,
    a.measure, a.numerator, a.denominator, a.value, a.target, a.expected, a.status, a.attainment, a.margin, a.needed,
    a.is_fragile, a.is_provisional, a.decimals, a.unit_of_measure, a.reason,
    e.cause, e.remedy, e.responsible, e.promised_on
from mart.attainment as a
left join mart.explanation as e
    on e.unit_code = a.unit_code and e.indicator_code = a.indicator_code and e.year = a.year and e.quarter = a.quarter
where a.status in ('missed', 'behind')
