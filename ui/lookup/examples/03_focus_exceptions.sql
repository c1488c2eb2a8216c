-- Chỉ tiêu trọng tâm không đạt hoặc chậm, quý mới nhất
select unit_short_name, indicator_name, numerator, denominator, target, status, reason, cause, remedy, promised_on
from mart.attention
where is_focus and (year, quarter) = (select max((year, quarter)) from mart.overview)
order by attention_rank
