-- A data element that the list does not have: one fault for each code that a report writes.
select f.file_no, f.unit_code, f.year, f.quarter, f.sheet, min(f.cell) as cell, 'error' as severity,
    case when min(h.hint) = '' then 'total_row' else 'unknown_element' end as code,
    case
        when min(h.hint) = '' then 'Dòng ghi “' || f.data_element_code || '” là dòng cộng, không phải một số liệu; hệ thống tự cộng. Hãy '
            || 'xoá dòng ấy rồi gửi lại.'
        else 'Mã số liệu “' || f.data_element_code || '” không có trong danh mục số liệu; hãy ghi đúng mã'
            || coalesce('. ' || min(h.hint), '') || '.'
    end as message
from batch.figure as f
left join ref.data_elements as e on e.data_element_code = f.data_element_code
left join batch.hint as h on h.key_name = 'data_element_code' and h.written = f.data_element_code
where e.data_element_code is null
group by f.file_no, f.unit_code, f.year, f.quarter, f.sheet, f.data_element_code
