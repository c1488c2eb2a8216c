-- Đơn vị, xếp theo thứ tự chữ cái tiếng Việt của tên gọn.
-- grain: unit_code
select
    u.unit_code, u.name as unit_name, coalesce(u.short_name, u.name) as unit_short_name, u.kind, u.province_code, u.cluster,
    u.opened_on, u.closed_on, u.tile_row, u.tile_col,
    row_number() over (order by coalesce(u.short_name, u.name) collate vi, u.unit_code) as list_order
from ref.units as u
-- Those of this view.
inner join work.office as o on o.unit_code = u.unit_code
