-- Từng con số có thể đứng trong kết quả luỹ kế của chỉ tiêu: được tính hay không, sau khi ghép các quý có đủ số với nhau.
-- grain: unit_code, indicator_code, year, quarter, part, data_element_code, figure_quarter
select
    unit_code, owner_code as indicator_code, year, quarter, part, data_element_code, figure_quarter, coefficient, value, amount, is_counted,
    ytd_value
from work.term_figure
where owner_kind = 'indicator'
