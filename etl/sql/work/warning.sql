-- Cảnh báo khi đối chiếu với các kỳ khác và khi tính tỷ lệ, viết thành câu.
-- grain: —
-- order: year, quarter, unit_code, code, cell
select
    c.file_no, c.file, c.unit_code, c.data_element_code, c.year, c.quarter, c.sheet, c.cell, c.code,
    case c.code
        when 'cumulative_differs'
            then 'Cột luỹ kế ghi ' || s.text || ', cộng các quý được ' || o.text || ' (' || c.subject || '). Hệ thống dùng số cộng các quý.'
        else c.subject || ': tồn đầu kỳ là ' || s.text || ', còn tồn cuối quý ' || r.roman || '/' || c.other_year || ' đã báo cáo là '
            || o.text || '. Hai số phải bằng nhau hoặc có giải thích.'
    end as message
from work.comparison as c
inner join work.number_text as s on s.amount = c.stated and s.is_trimmed
inner join work.number_text as o on o.amount = c.other and o.is_trimmed
left join ref.periods as r on r.year = c.other_year and r.quarter = c.other_quarter
union all
select
    u.file_no, u.file, u.unit_code, u.data_element_code, u.year, u.quarter, u.sheet, u.cell, 'unusual_value',
    e.name || ': ' || s.text || ' khác hẳn ' || u.quarters || ' quý trước của đơn vị (thường khoảng ' || o.text
    || '). Đề nghị kiểm tra lại.'
from work.outlier as u
inner join ref.data_elements as e on e.data_element_code = u.data_element_code
inner join work.number_text as s on s.amount = u.stated and s.is_trimmed
inner join work.number_text as o on o.amount = u.usual and o.is_trimmed
union all
select
    d.file_no, d.file, d.unit_code, d.data_element_code, d.year, d.quarter, d.sheet, d.cell, 'negative_denominator',
    i.name || ': mẫu số là ' || t.text || ', nhỏ hơn 0, nên không tính được tỷ lệ. Đề nghị kiểm tra lại.'
from work.negative_denominator as d
inner join ref.indicators as i on i.indicator_code = d.indicator_code
inner join work.number_text as t on t.amount = d.denominator and t.is_trimmed
union all
select
    l.file_no, l.file, l.unit_code, l.data_element_code, l.year, l.quarter, l.sheet, l.cell, 'too_large',
    i.name || ': ' || e.name || case when l.is_target then '' else ' cộng đến quý này' end || ' quá lớn, không tính được chính xác '
    || case when l.is_target then 'mức chỉ tiêu' else 'kết quả' end || '. Đề nghị kiểm tra lại.'
from work.too_large as l
inner join ref.indicators as i on i.indicator_code = l.indicator_code
inner join ref.data_elements as e on e.data_element_code = l.data_element_code
union all
select
    p.file_no, p.file, p.unit_code, null, p.year, null, null, null, 'plan_number_repeated',
    'Kế hoạch số ' || p.number || ' được ghi hai ngày: ' || substr(cast(p.earlier_issued_on as varchar), 9, 2) || '/'
    || substr(cast(p.earlier_issued_on as varchar), 6, 2) || '/' || substr(cast(p.earlier_issued_on as varchar), 1, 4) || ' (' || p.earlier_file
    || ') và ' || substr(cast(p.issued_on as varchar), 9, 2) || '/' || substr(cast(p.issued_on as varchar), 6, 2) || '/'
    || substr(cast(p.issued_on as varchar), 1, 4) || ' (' || p.file || '). '
    || case
        when p.is_replaced then 'Bản sau đang thay bản trước. Nếu là kế hoạch điều chỉnh thì ghi số của nó rồi gửi lại cả hai bản; nếu chỉ sửa ngày thì không phải làm gì.'
        else 'Hai bản đang được tính là hai kế hoạch. Đề nghị kiểm tra lại số và ngày.'
    end
from work.plan_number as p
