-- Mức cũ và mức mới của mỗi thay đổi, để viết thành chữ; asked_no: số của thay đổi nhân hai, thêm một cho mức mới.
-- grain: asked_no
select
    t.change_no, t.change_no * 2 as asked_no, 'old' as side,
    t.old_kind = 'rate' and t.old_measured_as is distinct from 'count' as is_percent,
    t.unit_of_measure, e.name_within as per_name, cast(t.old_value as decimal(28, 10)) as value, t.old_phasing as phasing,
    t.volume_from, t.old_volume_below as volume_below, t.old_due_on as due_on
from diff.target as t
left join diff.element_name as e on e.data_element_code = t.old_per
union all
select
    t.change_no, t.change_no * 2 + 1, 'new',
    t.new_kind = 'rate' and t.new_measured_as is distinct from 'count',
    t.unit_of_measure, e.name_within, cast(t.new_value as decimal(28, 10)), t.new_phasing,
    t.volume_from, t.new_volume_below, t.new_due_on
from diff.target as t
left join diff.element_name as e on e.data_element_code = t.new_per
