-- An office that the list does not have.
select s.file_no, s.unit_code, s.year, s.quarter, cast(null as varchar) as sheet, s.cell, 'error' as severity,
    case when h.hint = '' then 'total_row' else 'unknown_unit' end as code,
    case
        when h.hint = '' then 'Dòng ghi “' || s.unit_code || '” là dòng cộng, không phải số liệu của một đơn vị; hệ thống tự cộng. Hãy xoá '
            || 'các dòng ấy.'
        else 'Mã đơn vị “' || s.unit_code || '” không có trong danh mục đơn vị; hãy ghi đúng mã' || coalesce('. ' || h.hint, '') || '.'
    end as message
from batch.submission as s
left join ref.units as u on u.unit_code = s.unit_code
left join batch.hint as h on h.key_name = 'unit_code' and h.written = s.unit_code
where u.unit_code is null
