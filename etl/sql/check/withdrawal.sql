-- What a withdrawal does is said: that a whole report is withdrawn, or that there is nothing to withdraw. A report of nothing but
-- withdrawals where no report was ever accepted carries no figure, and withdraws none.
-- in turn
with previous as (
    select t.file_no, t.unit_code, t.year, t.quarter, t.cell, t.is_withdrawal, max(e.file_no) as previous_no
    from batch.turn as t
    left join batch.earlier_submission as e
        on e.unit_code = t.unit_code and e.year = t.year and e.quarter = t.quarter and e.file_no < t.file_no
    group by t.file_no, t.unit_code, t.year, t.quarter, t.cell, t.is_withdrawal
)
select
    p.file_no, p.unit_code, p.year, p.quarter, cast(null as varchar) as sheet, p.cell,
    case when s.file_no is null then 'error' else 'warning' end as severity,
    case when s.file_no is null then 'no_figures' when s.is_withdrawal then 'nothing_to_withdraw' else 'report_withdrawn' end as code,
    'Báo cáo quý ' || written_quarter(p.year, p.quarter) || ' chỉ ghi “rút”: '
    || case
        when s.file_no is null then 'quý này chưa có báo cáo nào để rút, nên báo cáo này không có số liệu nào; hãy điền số liệu rồi gửi lại.'
        when s.is_withdrawal then 'quý này chưa có báo cáo nào có hiệu lực để rút.'
        else 'cả bản đang có hiệu lực (tệp “' || s.name || '”, nhận ' || strftime(s.received_at, '%d/%m/%Y')
            || ') được rút, quý này trở thành chưa báo cáo.'
    end as message
from previous as p
left join batch.earlier_submission as s
    on s.file_no = p.previous_no and s.unit_code = p.unit_code and s.year = p.year and s.quarter = p.quarter
where p.is_withdrawal
union all
select
    w.file_no, w.unit_code, w.year, w.quarter, w.sheet, w.cell, 'warning', 'nothing_to_withdraw',
    coalesce(e.name, w.data_element_code) || ': ghi “rút” nhưng chưa có số liệu này trong bản nào đang có hiệu lực.'
from previous as p
inner join batch.withdrawal as w
    on w.file_no = p.file_no and w.unit_code = p.unit_code and w.year = p.year and w.quarter = p.quarter
inner join ref.data_elements as e on e.data_element_code = w.data_element_code
left join batch.earlier_figure as g
    on g.file_no = p.previous_no and g.unit_code = p.unit_code and g.year = p.year and g.quarter = p.quarter
    and g.data_element_code = w.data_element_code
left join batch.figure as f
    on f.file_no = w.file_no and f.unit_code = w.unit_code and f.year = w.year and f.quarter = w.quarter
    and f.data_element_code = w.data_element_code
where not p.is_withdrawal and g.data_element_code is null and f.data_element_code is null
