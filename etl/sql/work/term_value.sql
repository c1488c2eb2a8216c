-- Từng số liệu trong công thức của chỉ tiêu hay dòng án: số của quý, và số luỹ kế khi các quý được ghép với nhau.
-- grain: owner_kind, owner_code, part, data_element_code, unit_code, year, quarter
--
-- What adds up is added over those quarters alone in which every element of the formula that adds up has a value: a
-- numerator of two quarters over a denominator of one would be no share of anything.
with term as (
    select t.owner_kind, t.owner_code, t.part, t.data_element_code, t.coefficient, e.accumulation
    from ref.term as t
    inner join ref.data_elements as e on e.data_element_code = t.data_element_code
    where t.owner_kind in ('indicator', 'case_flow')
),
stated as (
    select
        up.unit_code, up.year, up.quarter, t.owner_kind, t.owner_code, t.part, t.data_element_code, t.coefficient, t.accumulation,
        f.value,
        min(case when t.accumulation = 'sum' and f.value is null then 0 else 1 end) over (
            partition by up.unit_code, up.year, up.quarter, t.owner_kind, t.owner_code
        ) as is_counted,
        min(case when f.value is null then 0 else 1 end) over (
            partition by up.unit_code, up.year, up.quarter, t.owner_kind, t.owner_code
        ) as is_whole
    from work.unit_period as up
    cross join term as t
    left join work.figure as f
        on f.unit_code = up.unit_code and f.data_element_code = t.data_element_code and f.year = up.year and f.quarter = up.quarter
    where up.is_reported
),
placed as (
    select
        *,
        sum(case when is_counted = 1 then value end) over so_far as added,
        min(case when is_counted = 1 and value is not null then quarter end) over so_far as first_counted,
        min(case when value is not null then quarter end) over so_far as first_known
    from stated
    window so_far as (
        partition by unit_code, year, owner_kind, owner_code, part, data_element_code order by quarter
    )
)
select
    p.owner_kind, p.owner_code, p.part, p.data_element_code, p.unit_code, p.year, p.quarter, p.coefficient, p.accumulation, p.value,
    p.is_counted = 1 as is_counted, p.is_whole = 1 as is_whole,
    cast(case
        when p.accumulation = 'first' then f.value
        when p.accumulation = 'last' then p.value
        when p.is_counted = 1 then p.added
    end as decimal(23, 4)) as ytd_value,
    -- What of the year so far stands in ytd_value: the figures of these quarters, as far as they are paired.
    p.accumulation <> 'sum' or p.is_counted = 1 as is_paired,
    case
        when p.accumulation = 'first' then f.quarter
        when p.accumulation = 'last' then p.quarter
        when p.is_counted = 1 then 1
    end as taken_from,
    case
        when p.accumulation = 'first' then f.quarter
        when p.accumulation = 'last' or p.is_counted = 1 then p.quarter
    end as taken_through
from placed as p
left join work.figure as f
    on f.unit_code = case when p.accumulation = 'first' then p.unit_code end and f.data_element_code = p.data_element_code
    and f.year = p.year and f.quarter = coalesce(p.first_counted, p.first_known)
