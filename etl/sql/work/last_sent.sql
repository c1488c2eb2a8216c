-- Bản gửi sau cùng của từng quý, số phận của nó và ngày nhận: nhận, bị trả lại, hay rút cả báo cáo.
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
select unit_code, year, quarter, outcome, sent_on from sent where place = 1
