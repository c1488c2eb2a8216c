"""Tables that count rows of others: each count has a number of its own here, so that none can stand for another."""

from collections.abc import Sequence
from datetime import date

import pytest

from tests.sql.made_of import made_of, one_made_of
from tests.world import Row

UNITS = [{"unit_code": code, "unit_short_name": code, "list_order": place, "province_code": "42"} for place, code in enumerate("AB", 1)]
FIELDS = [{"field_code": "F", "name": "Lĩnh vực F", "list_order": 1}, {"field_code": "G", "name": "Lĩnh vực G", "list_order": 2}]


def times(values: Sequence[object]) -> list[tuple[object, int]]:
    """The first once, the second twice, and so on: value and number."""
    return [(value, number) for place, value in enumerate(values, 1) for number in range(place)]


STATUSES = ("noted", "done_in_time", "done_late", "to_verify", "overdue", "due_soon", "open", "no_due")
OPEN = STATUSES[3:]


def test_findings_are_counted_by_what_became_of_them() -> None:
    rows = [
        {
            "province_code": "42", "year": 2022, "quarter": 3, "status": status, "is_open": status in OPEN,
            "is_repeated": status == "overdue",
            "kind": "strength" if status == "noted" else "reminder" if status == "open" else "shortcoming",
            "unit_code": "AB"[number % 2], "unit_short_name": "A", "field_code": "F" if number % 2 else None, "field_short_name": None,
            "age_band": "91" if status in OPEN else None,
        }
        for status, number in times(STATUSES)
    ]  # fmt: skip
    given = {"mart.finding_status": rows, "mart.unit": UNITS, "ref.fields": FIELDS}
    made = {(row["scope"], row["place_code"]): row for row in made_of("mart.finding_count", given)}
    assert set(made) == {("province", "42"), ("unit", "A"), ("unit", "B"), ("field", "F"), ("field", "–"), ("age", "91")}
    whole = made["province", "42"]
    assert {status: whole[status] for status in STATUSES} == {status: place for place, status in enumerate(STATUSES, 1)}
    assert (whole["findings"], whole["strengths"], whole["reminders"], whole["shortcomings"]) == (36, 1, 7, 28)
    assert (whole["open_findings"], whole["repeated_findings"]) == (4 + 5 + 6 + 7 + 8, 5)
    assert (
        made["unit", "A"]["findings"] + made["unit", "B"]["findings"] == 36
        and made["field", "F"]["findings"] == made["unit", "B"]["findings"]
    )
    assert made["age", "91"]["findings"] == 30


OUTCOMES = ("reached", "on_way", "assigned_only", "short", "not_judged")


def test_raised_targets_are_counted_by_how_far_they_are() -> None:
    rows = [
        {"province_code": "42", "field_code": "FG"[number % 2], "year": 2022, "quarter": 3, "outcome": outcome}
        for outcome, number in times(OUTCOMES)
    ]
    made = {row["field_code"]: row for row in made_of("mart.raised_count", {"mart.raised_target": rows})}
    assert {outcome: made["all"][outcome] for outcome in OUTCOMES} == {outcome: place for place, outcome in enumerate(OUTCOMES, 1)}
    assert [made[field]["raised"] for field in ("all", "F", "G")] == [15, 9, 6]
    assert [made["F"][outcome] for outcome in OUTCOMES] == [1, 1, 2, 2, 3]


STANCES = ("raised", "same", "lowered", "additional", "inherited", None)


def test_stances_are_counted_whether_or_not_the_province_has_one_of_its_own() -> None:
    """Of indicators that an office took up by itself the province says nothing."""
    rows = [
        {"province_code": "42", "unit_code": "A", "indicator_code": f"{stance}{number}", "year": 2022, "stance": stance}
        for stance, number in times(STANCES)
    ]
    codes = [row["indicator_code"] for row in rows]
    given = {
        "mart.plan_stance": rows,
        "work.province_stance": [
            {"province_code": "42", "indicator_code": "raised0", "year": 2022, "assigned_asked": "90%", "stance": "same"}
        ],
        "ref.indicators": [{"indicator_code": code, "field_code": "F"} for code in codes],
        "mart.indicator": [{"indicator_code": code, "indicator_name": code, "list_order": 1} for code in codes],
        "stg.plan": [{"unit_code": "A", "year": 2022, "level": "registered"}] * 2 + [{"unit_code": "A", "year": 2022, "level": "other"}],
        "mart.unit": UNITS, "ref.fields": FIELDS,
    }  # fmt: skip
    made = one_made_of("mart.plan_count", given, scope="unit", level="registered")
    assert [made[stance or "unlike"] for stance in STANCES] == [1, 2, 3, 4, 5, 6]
    assert (made["targets"], made["departures"], made["documents"], made["place_name"]) == (21, 1 + 3 + 4 + 6, 2, "A")
    assert one_made_of("mart.plan_count", given, scope="indicator", place_code="raised0", level="registered")["assigned_asked"] == "90%"
    assert one_made_of("mart.plan_count", given, scope="province", level="assigned")["same"] == 1


def test_a_year_s_plans_are_dated_by_those_that_offices_registered() -> None:
    plans = [
        {"unit_code": "A", "year": 2022, "level": "registered", "issued_on": date(2022, 1, 20)},
        {"unit_code": "A", "year": 2022, "level": "registered", "issued_on": date(2022, 3, 5)},
        {"unit_code": None, "year": 2022, "level": "assigned", "issued_on": date(2021, 12, 1)},
    ]
    counts = [
        {"province_code": "42", "year": 2022, "scope": "unit", "documents": documents, "place_name": unit, "place_order": place}
        for place, (unit, documents) in enumerate({"A": 2, "B": 0, "C": 0}.items())
    ]
    (made,) = made_of("mart.plan_year", {"stg.plan": plans, "ref.units": UNITS, "mart.plan_count": counts})
    assert (made["first_issued_on"], made["last_issued_on"]) == (date(2022, 1, 20), date(2022, 3, 5))
    assert (made["units"], made["units_with_plan"], made["units_missing"], made["documents"]) == (3, 1, "B, C", 2)


def promise(**said: object) -> Row:
    return {
        "province_code": "42", "unit_code": "A", "field_code": "F", "person_code": "p", "responsible": "Bà P", "year": 2022, "quarter": 3,
        "state": "overdue", "made_by": "A", "indicator_code": "R", "made_year": 2022, "made_quarter": 1, "days_past": 3,
        "promised_on": date(2022, 8, 1),
    } | said  # fmt: skip


def test_promises_are_counted_once_with_the_oldest_day() -> None:
    """One promise that two of today's offices carry is one; the most days past belong to the earliest day."""
    rows = [
        promise(), promise(unit_code="B"), promise(indicator_code="S", days_past=28, promised_on=date(2022, 7, 7), field_code="G"),
        promise(indicator_code="T", state="kept", days_past=None, promised_on=date(2022, 7, 1)),
    ]  # fmt: skip
    made = made_of("mart.promise_count", {"mart.promise_state": rows})
    whole = {row["state"]: row for row in made if (row["unit_code"], row["field_code"], row["person_code"]) == ("all", "all", "all")}
    assert (whole["overdue"]["promises"], whole["kept"]["promises"]) == (2, 1)
    assert (whole["overdue"]["days_past_most"], whole["overdue"]["first_promised_on"]) == (28, date(2022, 7, 7))
    assert whole["overdue"]["responsible"] == "all"
    of_b = [row for row in made if row["unit_code"] == "B"]
    assert len(of_b) == 4 and {row["promises"] for row in of_b} == {1}
    assert {row["responsible"] for row in of_b if row["person_code"] == "p"} == {"Bà P"}


STATES = ("overdue", "this_week", "kept", "pending")


def test_what_an_office_has_to_answer_for_is_counted_field_by_field_and_in_all() -> None:
    where = {"unit_code": "A", "year": 2022, "quarter": 3}
    attention = [
        {**where, "level": "headline", "field_code": field, "is_explained": is_explained}
        for field, is_explained in [("F", True), ("F", False), ("F", False), ("G", True)]
    ]
    states = [{**where, "field_code": "F" if number else "G", "state": state} for state, number in times(STATES)]
    cards = [
        {"province_code": "42", "scope": "unit", "place_code": unit, "year": 2022, "quarter": 3, "level": "headline", "field_code": field,
         "share_met": 50.0}
        for unit in "AB" for field in ("all", "F", "G")
    ]  # fmt: skip
    given = {
        "mart.level_attention": attention, "mart.promise_state": states, "mart.level_scorecard": cards,
        "work.unit_period": [{**where, "unit_code": unit, "is_reported": True} for unit in "AB"],
    }  # fmt: skip
    counts = ("unmet", "explained", "unexplained", "promises", "promises_overdue", "promises_this_week", "promises_kept", "attention_rank")
    made = {(row["unit_code"], row["field_code"]): tuple(row[name] for name in counts) for row in made_of("work.unit_attention", given)}
    assert made["A", "all"] == (4, 2, 2, 10, 1, 2, 3, 1)
    assert made["A", "F"] == (3, 1, 2, 6, 0, 1, 2, 1)
    assert made["A", "G"] == (1, 1, 0, 4, 1, 1, 1, 1)
    assert made["B", "all"] == (0, 0, 0, 0, 0, 0, 0, 2)


@pytest.mark.parametrize(("results", "good", "before", "share", "change"), [(1, 1, 0, 100, 100), (4, 1, 2, 25, -25), (0, 0, 0, None, None)])
def test_shares_of_two_quarters_are_of_what_is_compared(
    results: int, good: int, before: int, share: float | None, change: float | None
) -> None:
    where = {
        "province_code": "42",
        "scope": "unit",
        "place_code": "A",
        "field_code": "all",
        "year": 2022,
        "quarter": 2,
        "level": "headline",
    }
    judged = ("on_track", "behind", "missed", "not_applicable")
    pair = {name: place for place, name in enumerate(judged, 1)} | {f"previous_{name}": 5 * place for place, name in enumerate(judged, 1)}
    pair |= {
        "results": results,
        "units": 1,
        "indicators": results,
        "good": good,
        "previous_good": before,
        "turned_good": 2,
        "turned_bad": 1,
    }
    given = {
        "mart.level_scorecard": [where],
        "work.previous_quarter": [{"year": 2022, "quarter": 2, "obstacle": None}],
        "work.pair_count": [{**where, **pair, "against": "quarter"}],
        "work.quarter_before": [{"unit_code": "A", "year": 2022, "quarter": 2, "obstacle": None}],
    }
    (made,) = made_of("mart.level_quarter", given)
    assert (made["share_good"], made["change_share_good"]) == (share, change)
    assert made["previous_share_good"] == (None if share is None or change is None else share - change)
    assert made["comparison_note"].startswith(
        f"So tỷ lệ đạt, vượt hoặc đúng tiến độ với quý trước trên {results} kết quả của 1 đơn vị"
    ) == (results > 0)
    assert made["comparison_note"].startswith("Không so sánh: không có chỉ tiêu nào") == (results == 0)
    assert [made[f"change_{name}"] for name in judged] == [-4, -8, -12, -16]
