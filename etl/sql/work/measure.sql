-- Tử số và mẫu số của từng chỉ tiêu, luỹ kế từ đầu năm và riêng trong quý; thiếu một thành phần thì chưa biết.
-- grain: unit_code, indicator_code, year, quarter
with part as (
    select
        unit_code, owner_code as indicator_code, year, quarter, part,
        count(*) = count(ytd_value) as is_known,
        count(*) = count(value) as is_quarter_known,
        count(value) as values,
        bool_and(is_counted) as is_counted,
        bool_and(is_whole) as is_whole,
        sum(cast(coefficient as decimal(14, 4)) * ytd_value) as amount,
        sum(cast(coefficient as decimal(14, 4)) * cast(value as decimal(23, 4))) as quarter_amount,
        -- Stocks at the start, and at the end: what a province leaves out of units that closed.
        sum(case when accumulation = 'first' then cast(coefficient as decimal(14, 4)) * ytd_value else 0 end) as first_amount,
        sum(case when accumulation = 'last' then cast(coefficient as decimal(14, 4)) * ytd_value else 0 end) as last_amount
    from work.term_value
    where owner_kind = 'indicator'
    group by unit_code, owner_code, year, quarter, part
),
-- What is larger than the engine can judge exactly is said to be so, and stays unknown.
held as (
    select
        *,
        greatest(abs(coalesce(amount, 0)), abs(coalesce(quarter_amount, 0)), abs(coalesce(first_amount, 0)), abs(coalesce(last_amount, 0)))
            < 1000000000000000000 as is_held
    from part
)
select
    unit_code, indicator_code, year, quarter,
    cast(max(case when part = 'numerator' and is_known and is_held then amount end) as decimal(26, 4)) as numerator,
    cast(max(case when part = 'denominator' and is_known and is_held then amount end) as decimal(26, 4)) as denominator,
    cast(max(case when part = 'numerator' and is_quarter_known and is_held then quarter_amount end) as decimal(26, 4)) as quarter_numerator,
    cast(max(case when part = 'denominator' and is_quarter_known and is_held then quarter_amount end) as decimal(26, 4))
        as quarter_denominator,
    cast(max(case when part = 'numerator' and is_held then last_amount end) as decimal(26, 4)) as numerator_last,
    cast(coalesce(max(case when part = 'denominator' and is_held then first_amount end), 0) as decimal(26, 4)) as denominator_first,
    cast(coalesce(max(case when part = 'denominator' and is_held then last_amount end), 0) as decimal(26, 4)) as denominator_last,
    bool_and(is_known) as is_known,
    bool_and(is_counted) as is_counted,
    bool_and(is_whole) as is_whole,
    not bool_and(is_held) as is_too_large,
    sum(values) > 0 as has_value
from held
group by unit_code, indicator_code, year, quarter
