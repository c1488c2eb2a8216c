-- Báo cáo đã được chấp nhận, đánh số phiên bản theo thứ tự nhận; bản nhận sau cùng có hiệu lực, trừ khi nó rút cả báo cáo.
-- grain: unit_code, year, quarter, version
with dated as (
    -- Figures run to the end of the quarter unless the report says otherwise, and never past the last day of an office.
    select s.*, least(coalesce(s.period_to, p.ends_on), coalesce(u.closed_on, p.ends_on)) as figures_to
    from raw.submission as s
    left join ref.periods as p on p.year = s.year and p.quarter = s.quarter
    left join ref.units as u on u.unit_code = s.unit_code
    where s.status = 'accepted'
)
select
    s.file_no, s.unit_code, s.year, s.quarter, s.figures_to as period_to, s.signed_by, s.signed_on, s.is_withdrawal,
    f.name as file, f.received_at,
    row_number() over (partition by s.unit_code, s.year, s.quarter order by s.file_no) as version,
    row_number() over (partition by s.unit_code, s.year, s.quarter order by s.file_no desc) = 1 and not s.is_withdrawal as is_newest
from dated as s
inner join raw.file as f on f.file_no = s.file_no
