-- Đánh giá của từng đơn vị, chỉ tiêu, quý theo từng cấp đặt mức, cả cấp xét chính (headline).
-- grain: unit_code, indicator_code, year, quarter, level
select unit_code, indicator_code, year, quarter, 'headline' as level, status from mart.attainment
union all
select unit_code, indicator_code, year, quarter, level, status from mart.target_status where plan_code is not null
