-- Mọi con số mà các câu về nhịp độ và các câu mở đầu trang sẽ nói, và số chữ số thập phân; is_trimmed: bỏ số 0 thừa ở cuối.
-- grain: amount, places, is_trimmed
with pace as (
    select amount, among, recent_low, recent_high from work.outlook_pace
),
score as (
    select
        targets_judged, met_or_exceeded, on_track, behind, missed, not_reported, turn_count, previous_targets_judged, previous_met_or_exceeded,
        compared_targets_judged as now_judged, compared_met_or_exceeded as now_met,
        share_met, change_share_met
    from mart.level_overview
),
amount (amount) as (
    select amount from pace
    union
    select among from pace
    union
    select recent_low from pace
    union
    select recent_high from pace
    union
    select counted_numerator from work.province_view
    union
    select counted_denominator from work.province_view
    union
    select total_of_all from work.province_view
    union
    select target from work.province_view
    union
    select targets_judged from score
    union
    select met_or_exceeded from score
    union
    select on_track from score
    union
    select behind from score
    union
    select missed from score
    union
    select not_reported from score
    union
    select turn_count from score
    union
    select late from work.headline_count
    union
    select over_ceiling from work.headline_count
    union
    select gaps from work.headline_count
    union
    select previous_targets_judged from score
    union
    select previous_met_or_exceeded from score
    union
    select now_judged from score
    union
    select now_met from score
    union
    select behind_likely from mart.outlook_count
    union
    select behind_open from mart.outlook_count
    union
    select behind_unlikely from mart.outlook_count
    union
    select behind_silent from mart.outlook_count
),
share (amount, places, is_trimmed) as (
    select cast(value as decimal(36, 10)), coalesce(value_places, decimals), false from work.province_view
    union
    select cast(ci_low as decimal(36, 10)), 0, false from work.province_view
    union
    select cast(ci_high as decimal(36, 10)), 0, false from work.province_view
    union
    select cast(year_value as decimal(36, 10)), 1, true from work.province_view
    union
    select cast(year_value as decimal(36, 10)), 2, true from work.province_view
    union
    select cast(year_previous_value as decimal(36, 10)), 2, true from work.province_view
    union
    select cast(year_previous_value as decimal(36, 10)), 1, true from work.province_view
    union
    select cast(abs(year_change) as decimal(36, 10)), 1, true from work.province_view
    union
    select cast(quarter_value as decimal(36, 10)), 1, true from work.province_view
    union
    select cast(quarter_previous_value as decimal(36, 10)), 1, true from work.province_view
    union
    select cast(abs(quarter_change) as decimal(36, 10)), 1, true from work.province_view
    union
    select cast(share_met as decimal(36, 10)), 1, false from score
    union
    select cast(abs(change_share_met) as decimal(36, 10)), 1, false from score
)
select cast(amount as decimal(36, 12)) as amount, 4 as places, true as is_trimmed from amount where amount is not null
union
select cast(amount as decimal(36, 12)), cast(places as integer), is_trimmed from share where amount is not null
