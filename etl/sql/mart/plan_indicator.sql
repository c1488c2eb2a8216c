-- Mỗi chỉ tiêu trong năm: bao nhiêu đơn vị của tỉnh đăng ký cao hơn, bằng, thấp hơn mức giao, đặt thêm, theo mức giao.
-- grain: province_code, indicator_code, year
-- today: same
with counted as (
    select
        province_code, indicator_code, year, field_code, field_name, indicator_name, indicator_short_name, is_focus,
        max(assigned_asked) as assigned_asked,
        count(*) as units,
        count(case when stance = 'raised' then 1 end) as raised,
        count(case when stance = 'same' then 1 end) as same,
        count(case when stance = 'lowered' then 1 end) as lowered,
        count(case when stance = 'additional' then 1 end) as additional,
        count(case when stance = 'inherited' then 1 end) as inherited,
        count(case when stance is null then 1 end) as unlike
    from mart.plan_stance
    group by province_code, indicator_code, year, field_code, field_name, indicator_name, indicator_short_name, is_focus
)
select
    c.*,
    c.raised + c.lowered + c.additional + c.unlike as departures,
    i.field_order, i.list_order
from counted as c
inner join mart.indicator as i on i.indicator_code = c.indicator_code
