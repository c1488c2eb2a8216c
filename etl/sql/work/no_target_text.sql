-- Vì sao một kế hoạch có nêu chỉ tiêu mà chưa tính được mức của nó, viết thành chữ: thiếu số liệu để nhân, số liệu ấy quá lớn, hoặc
-- chưa có quý nào được xét.
-- grain: judgement_no
with lacking as (
    select
        j.judgement_no, coalesce(l.why_no_target, v.why_no_target) as why,
        -- It is the number that is not there: "chưa có kiểm sát viên" would say that nobody works there.
        case when p.name_within like '%số %' then p.name_within else 'số liệu ' || p.name_within end as counted
    from work.judgement as j
    left join work.unit_level as l
        on l.unit_code = case j.scope when 'unit' then j.place_code end and l.indicator_code = j.indicator_code and l.year = j.year
        and l.quarter = j.quarter and l.level = j.level
    left join work.province_level as v
        on v.province_code = case j.scope when 'province' then j.place_code end and v.indicator_code = j.indicator_code and v.year = j.year
        and v.quarter = j.quarter
    left join work.element_name as p on p.data_element_code = j.per
    where j.status = 'no_target'
)
select
    judgement_no,
    case why
        when 'too_large' then counted || ' quá lớn để tính mức chỉ tiêu; đề nghị kiểm tra lại'
        when 'no_heads' then 'chưa có ' || counted || ' để tính mức chỉ tiêu'
        when 'no_quarter' then 'chưa có quý nào đủ điều kiện để xét mức của từng quý'
    end as lacks_target
from lacking
where why is not null
