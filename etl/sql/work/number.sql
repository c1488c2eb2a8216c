-- Mọi con số mà một câu của bản công bố sẽ nói, và số chữ số thập phân; is_trimmed: bỏ số 0 thừa ở cuối.
-- grain: amount, places, is_trimmed
select value as amount, value_places as places, false as is_trimmed from work.reason_number where value is not null
union
select gap, value_places, false from work.reason_number where gap is not null and measure = 'rate'
union
select gap, 4, true from work.reason_number where gap is not null and measure = 'count'
union
select whole_year_target, 4, true from work.reason_number where whole_year_target is not null
union
select numerator, 4, true from work.reason_number where numerator is not null
union
select denominator, 4, true from work.reason_number where denominator is not null
union
select needed, 4, true from work.reason_number where needed is not null
union
select target, 4, true from work.reason_number where target is not null
union
select expected, 4, true from work.reason_number where expected is not null
union
select value, 4, true from work.asked where value is not null
union
select value, 4, true from work.named_target where quarter is null and is_in_proportion and value is not null
union
select volume_from, 4, true from work.asked where volume_from is not null
union
select volume_below, 4, true from work.asked where volume_below is not null
union
select stated, 4, true from work.comparison
union
select other, 4, true from work.comparison
union
select stated, 4, true from work.outlier
union
select usual, 4, true from work.outlier
union
select denominator, 4, true from work.negative_denominator
