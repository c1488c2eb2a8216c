-- Giải trình có hiệu lực của từng kết quả, mỗi kết quả một dòng.
-- grain: unit_code, indicator_code, year, quarter
select unit_code, indicator_code, year, quarter, cause, remedy, responsible, promised_on from mart.explanation
