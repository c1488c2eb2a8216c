-- Mỗi chỉ tiêu của toàn tỉnh trên một dòng, xếp từ chỗ kém nhất: kết quả, mức, đánh giá, đơn vị chưa đạt, thay đổi, nhìn trước cuối năm, và đoạn mở đầu.
-- grain: province_code, indicator_code, year, quarter, level
select
    v.province_code, v.indicator_code, v.year, v.quarter, v.level,
    row_number() over (
        partition by v.province_code, v.year, v.quarter, v.level
        order by
            case when v.urgency in (8, 9) and v.offices_unmet > 0 then 8 when v.urgency in (8, 9) then 9 else v.urgency end,
            case when v.urgency < 8 and v.is_focus then 0 else 1 end,
            case when v.offices_judged > 0 then -cast(v.offices_unmet as double) / v.offices_judged else 0 end,
            coalesce(v.attainment, 1000), v.field_order, v.list_order, v.indicator_code
    ) as worst_rank,
    v.field_code, v.field_name, v.indicator_name, v.indicator_short_name, v.is_focus, v.measure, v.direction, v.decimals, v.unit_of_measure,
    v.numerator, v.denominator, v.value, coalesce(v.value_places, v.decimals) as value_places, v.target, v.status, v.attainment, v.ci_low, v.ci_high, v.is_close, v.is_estimate, v.is_complete,
    v.units_expected, v.units_reported, v.offices_judged, v.offices_met, v.offices_unmet, v.unmet_offices,
    v.offices_closed_unmet, v.closed_unmet_offices,
    v.year_units, v.year_value, v.year_previous_value, v.year_change, v.year_obstacle,
    v.quarter_units, v.quarter_value, v.quarter_previous_value, v.quarter_change, v.quarter_obstacle,
    v.outlook, o.outlook_name, o.shown_chance, o.basis, o.silent_because, o.pace, o.said as outlook_said,
    s.stands, s.changed, s.decision, s.certainty,
    s.stands || coalesce(' ' || s.changed, '') || coalesce(' ' || s.decision, '') || coalesce(' ' || s.certainty, '') as headline
from work.province_view as v
inner join work.province_sentence as s
    on s.province_code = v.province_code and s.indicator_code = v.indicator_code and s.year = v.year and s.quarter = v.quarter and s.level = v.level
left join mart.outlook as o
    on o.scope = 'province' and o.place_code = case when v.is_told then v.province_code end and o.indicator_code = v.indicator_code
    and o.year = v.year and o.quarter = v.quarter
