-- Vì sao đơn vị hiện nay chưa có báo cáo của một quý: từng đơn vị nó tiếp nhận chưa gửi, bị trả lại hay đã rút, nêu tên.
-- grain: unit_code, year, quarter
with carried as (
    select
        c.carried_by, c.unit_code, c.unit_short_name, c.year, c.quarter, up.is_reported, s.said, s.note,
        count(*) over (partition by c.carried_by, c.year, c.quarter) as offices,
        max(case when up.is_reported or s.said is not null then 1 else 0 end) over (partition by c.carried_by, c.year, c.quarter) as is_told
    from mart.carrier as c
    inner join work.unit_period as up on up.unit_code = c.unit_code and up.year = c.year and up.quarter = c.quarter
    left join work.last_sent as s on s.unit_code = c.unit_code and s.year = c.year and s.quarter = c.quarter
)
select
    carried_by as unit_code, year, quarter,
    string_agg(case when offices = 1 and unit_code = carried_by then said else unit_short_name || ' ' || coalesce(said, 'chưa gửi báo cáo') end,
        '; ' order by unit_short_name collate vi) as said,
    string_agg(case when offices = 1 and unit_code = carried_by then note else unit_short_name || ': ' || coalesce(note, 'chưa báo cáo') end,
        ', ' order by unit_short_name collate vi) as note
from carried
-- Where nobody sent anything, nobody needs to be named.
where not is_reported and is_told = 1
group by carried_by, year, quarter
