-- Mức cũ và mức mới của mỗi thay đổi, viết đủ điều kiện như trong kế hoạch: "95%, từ 100 việc trở lên, hạn 30/06/2022".
-- grain: change_no
with side as (
    select
        t.change_no, 'old' as side, w.old_value as value, t.old_kind as kind, t.old_measured_as as measured_as, t.old_per as per,
        t.old_phasing as phasing, t.old_due_on as due_on, w.volume_from, w.old_volume_below as volume_below, t.unit_of_measure
    from diff.target as t
    inner join diff.wording as w on w.kind = 'target' and w.change_no = t.change_no
    union all
    select
        t.change_no, 'new', w.new_value, t.new_kind, t.new_measured_as, t.new_per,
        t.new_phasing, t.new_due_on, w.volume_from, w.new_volume_below, t.unit_of_measure
    from diff.target as t
    inner join diff.wording as w on w.kind = 'target' and w.change_no = t.change_no
),
written as (
    select
        s.change_no, s.side,
        s.value
        || case when s.kind = 'rate' and s.measured_as is null then '%' else coalesce(' ' || s.unit_of_measure, '') end
        || coalesce(' × ' || lower(e.name), '')
        || case s.phasing when 'each_quarter' then ' mỗi quý' when 'year_end' then ', xét cuối năm' else '' end
        || coalesce(', khi có từ ' || s.volume_from || ' trở lên', '')
        || coalesce(', khi có dưới ' || s.volume_below, '')
        || coalesce(', hạn ' || strftime(s.due_on, '%d/%m/%Y'), '') as text
    from side as s
    left join after.ref.data_elements as e on e.data_element_code = s.per
)
select
    change_no,
    max(case side when 'old' then text end) as old_text,
    max(case side when 'new' then text end) as new_text
from written
group by change_no
