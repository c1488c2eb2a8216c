-- Mỗi cặp tử số, mẫu số của một kết quả là tỷ lệ, khi 0 ≤ tử số ≤ mẫu số.
-- grain: numerator, denominator
select distinct counted_numerator as numerator, counted_denominator as denominator
from work.judgement
where is_headline and measure = 'rate' and is_known
    and counted_denominator > 0 and counted_numerator between 0 and counted_denominator
