-- Số kế hoạch của đơn vị được ghi với ngày khác nhau: bản ghi sau có thể đã thay chỗ bản trước mà không ai định thế.
-- grain: —
-- order: year, unit_code
-- today: same
-- A workbook of a number replaces the one before it; a list and a workbook, or two lines of a list, stand beside each other.
with said as (
    select
        unit_code, year, number, replace(replace(lower(number), ' ', ''), 'ð', 'đ') as plain, issued_on, cast(null as bigint) as file_no,
        'plans.csv' as file, plan_code
    from ref.plans
    where level = 'registered' and number is not null and issued_on is not null
    union all
    select
        p.unit_code, p.year, p.number, replace(replace(lower(p.number), ' ', ''), 'ð', 'đ'), p.issued_on, p.file_no, f.name, p.plan_code
    from raw.plan as p
    inner join raw.file as f on f.file_no = p.file_no
    where p.status = 'accepted' and p.number is not null and p.issued_on is not null
),
placed as (
    select
        *,
        row_number() over (
            partition by unit_code, year, plain order by case when file_no is null then 0 else 1 end, file_no, issued_on, plan_code
        ) as place
    from said
)
select
    l.unit_code, l.year, l.number, l.issued_on, l.file_no, l.file, e.issued_on as earlier_issued_on, e.file as earlier_file,
    l.plan_code = e.plan_code and e.file_no is not null as is_replaced
from placed as l
inner join placed as e
    on e.unit_code = l.unit_code and e.year = l.year and e.plain = l.plain and e.place = l.place - 1 and e.issued_on <> l.issued_on
