-- Chỉ tiêu, theo thứ tự trong danh mục, kèm lĩnh vực và công thức.
-- grain: indicator_code
select
    i.indicator_code, i.name as indicator_name, coalesce(i.short_name, i.name) as indicator_short_name,
    i.field_code, coalesce(f.name, i.field_code) as field_name, coalesce(f.short_name, f.name, i.field_code) as field_short_name,
    i.kind, i.direction, i.numerator, i.denominator, coalesce(i.decimals, 1) as decimals, coalesce(i.weight, 1) as weight,
    coalesce(i.is_focus, false) as is_focus, i.unit_of_measure, coalesce(i.is_bounded, false) as is_bounded,
    coalesce(f.list_order, 1) as field_order,
    i.list_order
from ref.indicators as i
left join ref.fields as f on f.field_code = i.field_code
