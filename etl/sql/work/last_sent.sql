-- Số phận bản gửi sau cùng của từng quý không có báo cáo được dùng: bị trả lại, hay đã rút; said để nói riêng, note để nói kèm tên quý.
-- grain: unit_code, year, quarter
with sent as (
    select
        unit_code, year, quarter,
        case when status = 'accepted' and is_withdrawal then 'withdrawn' else status end as outcome,
        substr(cast(received_at as varchar), 9, 2) || '/' || substr(cast(received_at as varchar), 6, 2) || '/'
            || substr(cast(received_at as varchar), 1, 4) as sent_on,
        row_number() over (partition by unit_code, year, quarter order by file_no desc) as place
    from stg.submission_all
)
select
    unit_code, year, quarter,
    case outcome when 'refused' then 'đã gửi, bị trả lại ngày ' || sent_on else 'đã rút báo cáo ngày ' || sent_on || ', chưa gửi lại' end as said,
    case outcome when 'refused' then 'báo cáo bị trả lại' else 'đã rút báo cáo' end as note
from sent
where place = 1 and outcome in ('refused', 'withdrawn')
