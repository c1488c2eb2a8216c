-- Các số liệu mà một tệp CSV mang; số còn có thể hiểu hai cách thì không lấy.
-- grain: file_no, unit_code, year, quarter, data_element_code, cell
select
    r.file_no, r.unit_code, r.year, r.quarter, r.data_element_code, r.value, cast(null as varchar) as sheet,
    c.value_letters || r.row_no as cell
from batch.csv_row as r
inner join batch.csv_file as c on c.file_no = r.file_no
left join ref.data_elements as e on e.data_element_code = r.data_element_code
where length(r.unit_code) <= 60 and r.year is not null and r.quarter is not null
    and length(r.data_element_code) <= 200 and r.value is not null
    and (r.other_value is null or not coalesce(e.is_whole, false))
order by r.file_no, r.row_no
