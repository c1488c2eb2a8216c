-- Mỗi quý có so được với cùng quý năm trước hay không: vì sao không, hoặc cùng quý ấy là những ngày nào nếu khác tháng.
-- grain: year, quarter
-- looks back: 1 year
with in_use as (
    select distinct year from work.period
)
select
    p.year, p.quarter, b.starts_on as previous_starts_on, b.ends_on as previous_ends_on,
    case
        when b.year is null then 'Không có số liệu cùng kỳ năm trước.'
        when not p.is_as_long_as_last_year and p.months_to_date = b.months_to_date then
            'Không so sánh: năm công tác ' || b.year || ' đến hết quý ' || p.roman || ' dài ' || b.days_to_date || ' ngày, năm '
            || p.year || ' dài ' || p.days_to_date || ' ngày.'
        when not p.is_as_long_as_last_year then
            'Không so sánh: năm công tác ' || b.year || ' đến hết quý ' || p.roman || ' có ' || b.months_to_date || ' tháng, năm '
            || p.year || ' có ' || p.months_to_date || ' tháng.'
    end as obstacle,
    case
        when p.is_as_long_as_last_year and not p.is_same_as_last_year then
            'Quý ' || p.roman || '/' || b.year || ' là từ '
            || substr(cast(b.starts_on as varchar), 9, 2) || '/' || substr(cast(b.starts_on as varchar), 6, 2) || '/'
            || substr(cast(b.starts_on as varchar), 1, 4) || ' đến '
            || substr(cast(b.ends_on as varchar), 9, 2) || '/' || substr(cast(b.ends_on as varchar), 6, 2) || '/'
            || substr(cast(b.ends_on as varchar), 1, 4) || ', khác tháng với quý này.'
    end as other_months
from ref.periods as p
inner join in_use as u on u.year = p.year
left join work.period as b on b.year = p.year - 1 and b.quarter = p.quarter
