-- Từng con số có thể đứng trong số luỹ kế của dòng án: được tính hay không, sau khi ghép các quý có đủ số với nhau.
-- grain: unit_code, flow_code, year, quarter, part, data_element_code, figure_quarter
select
    unit_code, owner_code as flow_code, year, quarter, part, data_element_code, figure_quarter, coefficient, value, amount, is_counted,
    ytd_value
from work.term_figure
where owner_kind = 'case_flow'
