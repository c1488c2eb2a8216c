-- Những gì thiếu trong số liệu của một chỉ tiêu: từng quý chưa báo cáo, từng quý thiếu số liệu nào của công thức; left_out: quý không
-- được cộng, also_lacking: quý không phải cộng mà vẫn thiếu.
-- grain: unit_code, indicator_code, year, quarter
with missing as (
    select distinct
        v.unit_code, v.owner_code as indicator_code, v.year, v.quarter, v.data_element_code, e.list_order, e.name_within as name,
        v.ytd_value is null as is_unknown
    from work.term_value as v
    inner join work.element_name as e on e.data_element_code = v.data_element_code
    where v.owner_kind = 'indicator' and v.value is null
),
lacking as (
    select
        unit_code, indicator_code, year, quarter,
        string_agg(case when is_unknown then name end, ', ' order by list_order) as lacking,
        string_agg(name, ', ' order by list_order) as absent
    from missing
    group by unit_code, indicator_code, year, quarter
),
-- A stock is taken from one quarter: no earlier one is lacking in it.
added as (
    select distinct t.owner_code as indicator_code
    from ref.term as t
    inner join ref.data_elements as e on e.data_element_code = t.data_element_code and e.accumulation = 'sum'
    where t.owner_kind = 'indicator'
),
said as (
    select
        r.unit_code, r.indicator_code, r.year, r.quarter, l.lacking,
        case
            when a.indicator_code is null then null
            when not r.is_reported then 'quý ' || n.roman
                || ' (' || coalesce(b.note, 'chưa báo cáo') || ')'
            when not r.is_counted then 'quý ' || n.roman || coalesce(' (thiếu ' || l.lacking || ')', '')
        end as text,
        case
            when not r.is_reported then case when a.indicator_code is null then 'quý ' || n.roman || ' (' || coalesce(b.note, 'chưa báo cáo') || ')' end
            when a.indicator_code is null or r.is_counted then 'quý ' || n.roman || ' (thiếu ' || l.absent || ')'
        end as also
    from work.result as r
    inner join ref.periods as n on n.year = r.year and n.quarter = r.quarter
    left join added as a on a.indicator_code = r.indicator_code
    left join lacking as l
        on l.unit_code = r.unit_code and l.indicator_code = r.indicator_code and l.year = r.year and l.quarter = r.quarter
    left join work.last_sent as b on b.unit_code = r.unit_code and b.year = r.year and b.quarter = r.quarter
)
select
    unit_code, indicator_code, year, quarter, lacking,
    string_agg(text, ', ') over (
        partition by unit_code, indicator_code, year order by quarter rows between unbounded preceding and 1 preceding
    ) as left_out,
    string_agg(also, ', ') over (
        partition by unit_code, indicator_code, year order by quarter rows between unbounded preceding and 1 preceding
    ) as also_lacking
from said
