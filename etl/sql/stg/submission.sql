-- Báo cáo đã được chấp nhận, đánh số phiên bản theo thứ tự nhận; bản nhận sau cùng là bản có hiệu lực.
-- grain: unit_code, year, quarter, version
with numbered as (
    select
        s.file_no, s.unit_code, s.year, s.quarter, s.period_to, s.signed_by, s.signed_on,
        f.sha256, f.name as file, f.received_at,
        row_number() over (partition by s.unit_code, s.year, s.quarter order by s.file_no) as version,
        row_number() over (partition by s.unit_code, s.year, s.quarter order by s.file_no desc) = 1 as is_newest
    from raw.submission as s
    inner join raw.file as f on f.file_no = s.file_no
    where s.status = 'accepted'
)
select * from numbered
