-- Kết luận giao ban theo từng khoảng ngày: chưa đến hạn, quá hạn, số liệu đã đạt, hay đã ghi là xong.
-- grain: decision_key, holds_from
-- made: whole
-- today: same
with known as (
    select
        d.*,
        case when d.closed_on is not null then greatest(d.closed_on, d.meeting_on) else date '9999-12-31' end as closed_from,
        case
            when d.is_met then greatest(coalesce(cast(s.received_at as date), d.newest_period_to), d.meeting_on) else date '9999-12-31'
        end as kept_from,
        greatest(d.due_on + 1, d.meeting_on) as broken_from
    from mart.decision as d
    left join mart.submission_status as s on s.unit_code = d.unit_code and s.year = d.newest_year and s.quarter = d.newest_quarter
),
spells as (
    select decision_key, 'open' as state, meeting_on as holds_from, least(broken_from, kept_from, closed_from) as holds_until from known
    union all
    select decision_key, 'broken' as state, broken_from as holds_from, least(kept_from, closed_from) as holds_until from known
    union all
    select decision_key, 'kept' as state, kept_from as holds_from, closed_from as holds_until from known
    union all
    select decision_key, 'closed' as state, closed_from as holds_from, date '9999-12-31' as holds_until from known
)
select
    s.decision_key, s.holds_from, s.holds_until, s.state,
    case s.state when 'broken' then 1 when 'open' then 2 when 'kept' then 3 else 4 end as state_order,
    k.version, k.entered_at, k.entered_by, k.meeting_on, k.province_code, k.unit_code, k.unit_name, k.unit_short_name,
    k.indicator_code, k.indicator_short_name, k.task, k.in_charge, k.takes_part, k.due_on, k.closed_on, k.closing_note,
    k.newest_status, k.newest_period_to, k.is_met
from spells as s
inner join known as k on k.decision_key = s.decision_key
where s.holds_from < s.holds_until
