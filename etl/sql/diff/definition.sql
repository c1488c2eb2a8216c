-- Chỉ tiêu có cách tính khác đi giữa hai bản công bố.
-- grain: indicator_code
with formula as (
    select 'old' as side, indicator_code, indicator_name, direction, numerator, denominator from before.mart.indicator
    union all
    select 'new', indicator_code, indicator_name, direction, numerator, denominator from after.mart.indicator
),
written as (
    select
        side, indicator_code, indicator_name,
        numerator || coalesce(' / ' || denominator, '') || case direction when 'at_most' then ', tối đa' else ', tối thiểu' end as text
    from formula
),
paired as (
    select
        indicator_code,
        max(case side when 'new' then indicator_name end) as indicator_name,
        max(case side when 'old' then text end) as old_text,
        max(case side when 'new' then text end) as new_text
    from written
    group by indicator_code
)
select * from paired
where old_text <> new_text
