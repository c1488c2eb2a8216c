-- Ghi chú cho từng trang của bộ tài liệu giao ban một ngày, lần ghi mới nhất; nhập trên trang.
-- grain: province_code, place_code, meeting_on, slide
-- made: whole
-- today: same
with entered as (
    select
        entry_key, version, entered_at, entered_by, entry_no,
        max(case when field = 'province_code' then value end) as province_code,
        max(case when field = 'place_code' then value end) as place_code,
        cast(max(case when field = 'meeting_on' then value end) as date) as meeting_on,
        max(case when field = 'slide' then value end) as slide,
        max(case when field = 'remark' then value end) as remark
    from raw.entry
    where kind = 'remark'
    group by entry_key, version, entered_at, entered_by, entry_no
),
ordered as (
    select *, row_number() over (partition by province_code, place_code, meeting_on, slide order by entry_no desc) as place from entered
)
select province_code, place_code, meeting_on, slide, entry_key, version, entered_at, entered_by, remark
from ordered
where place = 1
