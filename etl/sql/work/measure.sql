-- Tử số và mẫu số của từng chỉ tiêu, luỹ kế từ đầu năm và riêng trong quý; thiếu một thành phần thì chưa biết.
-- grain: unit_code, indicator_code, year, quarter
with part as (
    select
        y.unit_code, t.owner_code as indicator_code, y.year, y.quarter, t.part,
        cast(sum(cast(t.coefficient as decimal(19, 4)) * y.ytd_value) as decimal(24, 4)) as amount,
        count(*) as known,
        cast(sum(cast(t.coefficient as decimal(19, 4)) * y.value) as decimal(24, 4)) as quarter_amount,
        count(y.value) as quarter_known
    from work.year_to_date as y
    inner join ref.term as t on t.data_element_code = y.data_element_code and t.owner_kind = 'indicator'
    -- An opening stock is known all year, but a unit that did not report the quarter is not judged on it.
    inner join stg.submission as s
        on s.unit_code = y.unit_code and s.year = y.year and s.quarter = y.quarter and s.is_newest
    group by y.unit_code, t.owner_code, y.year, y.quarter, t.part
),
required as (
    select owner_code as indicator_code, part, count(*) as required
    from ref.term
    where owner_kind = 'indicator'
    group by owner_code, part
),
complete as (
    select
        p.unit_code, p.indicator_code, p.year, p.quarter, p.part,
        case when p.known = r.required then p.amount end as amount,
        case when p.quarter_known = r.required then p.quarter_amount end as quarter_amount
    from part as p
    inner join required as r on r.indicator_code = p.indicator_code and r.part = p.part
)
select
    unit_code, indicator_code, year, quarter,
    max(case when part = 'numerator' then amount end) as numerator,
    max(case when part = 'denominator' then amount end) as denominator,
    max(case when part = 'numerator' then quarter_amount end) as quarter_numerator,
    max(case when part = 'denominator' then quarter_amount end) as quarter_denominator
from complete
group by unit_code, indicator_code, year, quarter
