-- Chỉ tiêu nào nhìn trước được đến cuối năm: cộng dồn những việc đếm được, và mẫu số có việc mới đến.
-- grain: indicator_code
--
-- A stock at a quarter's end, money and hours do not arrive case by case; a denominator that is fixed has nothing still to come.
with term as (
    select
        t.owner_code as indicator_code, t.part, e.accumulation,
        t.coefficient >= 1 and t.coefficient = floor(t.coefficient) and coalesce(e.decimals, 0) = 0 as is_counted_up
    from ref.term as t
    inner join ref.data_elements as e on e.data_element_code = t.data_element_code
    where t.owner_kind = 'indicator'
)
select
    i.indicator_code,
    bool_and(case when t.part = 'numerator' then t.is_counted_up and t.accumulation = 'sum' else true end) as is_count_ahead,
    i.kind = 'rate'
    and bool_and(case when t.part = 'numerator' then t.is_counted_up and t.accumulation = 'sum' else t.is_counted_up and t.accumulation <> 'last' end)
    and bool_or(t.part = 'denominator' and t.accumulation = 'sum') as is_rate_ahead,
    -- What is not done yet may still be done: only where the cases taken on stand in the denominator from the start.
    coalesce(i.shortfall, 'open') <> 'final' and bool_or(t.part = 'denominator' and t.accumulation = 'first') as is_stock_open
from ref.indicators as i
inner join term as t on t.indicator_code = i.indicator_code
group by i.indicator_code, i.kind, i.shortfall
