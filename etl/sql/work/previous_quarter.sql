-- Mỗi quý có so được với quý liền trước trong cùng năm công tác hay không, và vì sao không.
-- grain: year, quarter
select
    p.year, p.quarter,
    case
        when p.quarter = 1 then 'Không so sánh: quý I mở đầu năm công tác, số luỹ kế bắt đầu lại từ đầu.'
        when not t.is_tracked then 'Không có số liệu quý trước: hệ thống bắt đầu dùng từ quý này.'
        when p.months <> t.months or p.is_whole <> t.is_whole then
            'Không so sánh: quý ' || t.roman || ' dài ' || t.days || ' ngày, quý ' || p.roman || ' dài ' || p.days || ' ngày.'
    end as obstacle
from ref.periods as p
left join ref.periods as t on t.year = p.year and t.quarter = p.quarter - 1
