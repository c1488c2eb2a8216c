-- Đơn vị trong từng quý thuộc những nơi nào: chính nó, cụm, tỉnh.
-- grain: scope, place_code, unit_code, year, quarter
select province_code, 'unit' as scope, unit_code as place_code, unit_code, year, quarter from work.unit_period
union all
select province_code, 'cluster', cluster, unit_code, year, quarter from work.unit_period where cluster is not null
union all
select province_code, 'province', province_code, unit_code, year, quarter from work.unit_period
