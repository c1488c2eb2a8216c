-- Đơn vị của góc nhìn: ở đây là mọi đơn vị như đã từng hoạt động.
-- grain: unit_code
select unit_code, name, short_name, province_code, cluster, opened_on, closed_on, opened_on as own_opened_on from ref.units
