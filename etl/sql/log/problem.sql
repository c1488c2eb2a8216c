-- Lỗi và cảnh báo: phát hiện trong từng tệp, và khi đối chiếu các kỳ với nhau.
-- grain: —
select file, unit_code, year, quarter, sheet, cell, severity, code, message from stg.problem
union all
select file, unit_code, year, quarter, sheet, cell, 'warning', code, message from work.comparison
