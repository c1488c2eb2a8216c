"""A promise as it stands in each quarter of the year in which it was made or is due."""

from datetime import date
from typing import Any

import duckdb
import pytest

from etl.sql.files import sql_files
from tests.sql.test_promise import fill
from tests.world import Row

#: quarter → its days; year 2021 has its last one
PERIODS = {
    (2021, 4): (date(2021, 9, 1), date(2021, 11, 30)),
    (2022, 1): (date(2021, 12, 1), date(2022, 2, 28)),
    (2022, 2): (date(2022, 3, 1), date(2022, 5, 31)),
    (2022, 3): (date(2022, 6, 1), date(2022, 8, 31)),
}
STARTS = {2021: date(2020, 12, 1), 2022: date(2021, 12, 1)}
GOOD = {"met": True, "behind": False, "missed": False, "not_applicable": None}


#: What each office of the province had in each quarter, the day that it promised, and the day on which it closed.
Office = tuple[dict[tuple[int, int], str], date | None, date | None]


def states(
    statuses: dict[tuple[int, int], str], promised_on: date | None, made: tuple[int, int] = (2022, 1), closed_on: date | None = None
) -> dict[tuple[int, int], Row]:
    """By quarter, the rows of a promise made in `made` by an office with these statuses; in the others it did not report."""
    return {(row["year"], row["quarter"]): row for row in stood({"A": (statuses, promised_on, closed_on)}, made)}


def stood(offices: dict[str, Office], made: tuple[int, int] = (2022, 1)) -> list[Row]:
    """The rows of a promise of each office, made in `made`."""
    with duckdb.connect() as connection:
        for schema in ("mart", "ref", "work"):
            connection.execute(f"create schema {schema}")
        numbered = [
            {"year": y, "quarter": q, "period_no": 4 * y + q, "starts_on": first, "ends_on": last, "year_starts_on": STARTS[y]}
            for (y, q), (first, last) in PERIODS.items()
        ]
        fill(connection, "ref.periods", numbered)
        fill(connection, "work.period", numbered)
        said = {"cause": "c", "remedy": "r", "responsible": "p", "file": "f.xlsx", "sheet": "s", "cell": "A1"}
        fill(connection, "mart.explanation", [
            {"unit_code": unit, "indicator_code": "R", "year": made[0], "quarter": made[1], **said, "promised_on": promised_on}
            for unit, (_, promised_on, _) in offices.items()
        ], promised_on="date")  # fmt: skip
        rows = [
            {"unit_code": unit, "indicator_code": "R", "year": y, "quarter": q, "period_to": PERIODS[y, q][1], "status": status,
             "reason": status}
            for unit, (statuses, _, _) in offices.items() for (y, q), status in statuses.items()
        ]  # fmt: skip
        fill(connection, "mart.attainment", rows)
        known = [{"status": status, "is_good": good, "is_known": True} for status, good in GOOD.items()]
        fill(connection, "ref.statuses", [*known, {"status": "not_reported", "is_good": None, "is_known": False}], is_good="boolean")
        fill(connection, "ref.units", [
            {"unit_code": unit, "name": f"VKSND {unit}", "short_name": unit, "province_code": "42", "closed_on": closed_on}
            for unit, (_, _, closed_on) in offices.items()
        ], closed_on="date")  # fmt: skip
        fill(connection, "ref.indicators", [
            {"indicator_code": "R", "name": "Tỷ lệ", "short_name": "Tỷ lệ", "field_code": "F", "direction": "at_least", "is_focus": True}
        ])  # fmt: skip
        fill(connection, "ref.fields", [{"field_code": "F", "name": "Lĩnh vực"}])
        # Another office reported every quarter: the province's figures run to each quarter's end.
        fill(connection, "work.unit_period", [
            {"province_code": "42", "year": y, "quarter": q, "period_to": last, "is_reported": True}
            for (y, q), (_, last) in PERIODS.items()
        ])  # fmt: skip
        text = next(file.text for file in sql_files() if file.name == "mart.promise_state")
        cursor = connection.execute(text)
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


BEHIND = {(2022, 1): "behind", (2022, 2): "behind", (2022, 3): "behind"}


@pytest.mark.parametrize(
    ("later", "promised_on", "said"),
    [
        # asked of the quarter in which it was made, and of both after it
        ({}, date(2022, 7, 31), ["pending", "pending", "overdue"]),
        ({(2022, 2): "behind", (2022, 3): "met"}, date(2022, 7, 31), ["pending", "pending", "kept"]),
        ({(2022, 2): "met", (2022, 3): "met"}, date(2022, 5, 31), ["pending", "kept", "kept"]),
        ({(2022, 2): "met", (2022, 3): "behind"}, date(2022, 5, 31), ["pending", "kept", "kept"]),
        ({(2022, 2): "behind", (2022, 3): "met"}, date(2022, 5, 31), ["pending", "overdue", "kept_late"]),
        ({(2022, 2): "not_applicable", (2022, 3): "met"}, date(2022, 5, 1), ["pending", "not_judged", "not_judged"]),
        ({(2022, 2): "not_reported", (2022, 3): "not_reported"}, date(2022, 5, 1), ["pending", "overdue", "overdue"]),
        ({(2022, 2): "not_reported", (2022, 3): "met"}, date(2022, 5, 1), ["pending", "overdue", "kept"]),
        ({}, date(2022, 3, 7), ["this_week", "overdue", "overdue"]),
        ({}, date(2022, 3, 8), ["pending", "overdue", "overdue"]),
        ({}, date(2022, 2, 28), ["overdue", "overdue", "overdue"]),
        ({}, None, ["no_day", "no_day", "no_day"]),
    ],
)
def test_it_stands_as_the_figures_of_each_quarter_say(later: dict[tuple[int, int], str], promised_on: date | None, said: list[str]) -> None:
    found = states(BEHIND | later, promised_on)
    assert [found[2022, quarter]["state"] for quarter in (1, 2, 3)] == said
    assert len(found) == 3


@pytest.mark.parametrize(
    ("closed_on", "later", "said"),
    [
        (date(2022, 5, 31), {(2022, 2): "behind"}, ["pending", "closed", "closed"]),
        # its last figures run to the promised day
        (date(2022, 6, 30), {(2022, 3): "met"}, ["pending", "pending", "kept"]),
        (date(2022, 8, 31), {(2022, 2): "behind"}, ["pending", "pending", "overdue"]),
    ],
)
def test_nobody_is_late_for_an_office_that_closed_before_the_day(
    closed_on: date, later: dict[tuple[int, int], str], said: list[str]
) -> None:
    found = states({(2022, 1): "behind"} | later, date(2022, 6, 30), closed_on=closed_on)
    assert [found[2022, quarter]["state"] for quarter in (1, 2, 3)] == said


def test_without_figures_since_its_day_nothing_is_said_to_have_come_of_it() -> None:
    row = states(BEHIND | {(2022, 3): "not_reported"}, date(2022, 7, 31))[2022, 3]
    assert (row["state"], row["due_status"], row["newest_status"], row["days_past"]) == ("overdue", None, "not_reported", 31)


def test_one_of_last_year_is_followed_where_its_day_lies_in_this_one() -> None:
    last_year = {(2021, 4): "missed"} | BEHIND
    assert {when: row["state"] for when, row in states(last_year, date(2022, 4, 30), (2021, 4)).items()} == {
        (2021, 4): "pending", (2022, 1): "pending", (2022, 2): "overdue", (2022, 3): "overdue",
    }  # fmt: skip
    assert set(states(last_year, date(2021, 11, 30), (2021, 4))) == {(2021, 4)}
    assert set(states(last_year, None, (2021, 4))) == {(2021, 4)}


def test_it_says_where_it_was_written_and_how_it_stood_then_and_now() -> None:
    row = states(BEHIND | {(2022, 2): "missed", (2022, 3): "met"}, date(2022, 4, 30))[2022, 3]
    assert (row["made_status"], row["due_status"], row["newest_status"], row["due_quarter"]) == ("behind", "missed", "met", 2)
    assert (row["file"], row["sheet"], row["cell"], row["responsible"], row["unit_short_name"]) == ("f.xlsx", "s", "A1", "p", "A")


def test_what_can_still_be_kept_comes_first_and_what_was_kept_last() -> None:
    """On 31 August, each made in the first quarter; of two alike the older stands first."""
    behind, met, unasked = {(2022, 3): "behind"}, {(2022, 2): "met", (2022, 3): "met"}, {(2022, 3): "not_applicable"}
    offices: dict[str, Office] = {
        "this_week": (behind, date(2022, 9, 5), None), "overdue": (behind, date(2022, 7, 1), None),
        "overdue_later": (behind, date(2022, 8, 1), None), "pending": (behind, date(2022, 9, 30), None), "no_day": (behind, None, None),
        "not_judged": (unasked, date(2022, 6, 1), None), "closed": ({}, date(2022, 6, 30), date(2022, 5, 31)),
        "kept_late": ({(2022, 2): "behind", (2022, 3): "met"}, date(2022, 5, 31), None), "kept": (met, date(2022, 4, 30), None),
    }  # fmt: skip
    rows = sorted((row for row in stood(offices) if row["quarter"] == 3), key=lambda row: row["state_order"])
    assert [row["unit_code"] for row in rows] == [*offices]
    assert [row["state"] for row in rows] == [unit.removesuffix("_later") for unit in offices]


def test_a_promise_that_missed_its_day_is_broken_whatever_came_after() -> None:
    later = {(2022, 2): "behind", (2022, 3): "met"}
    late = states(BEHIND | later, date(2022, 5, 31))
    assert [late[2022, quarter]["is_broken"] for quarter in (1, 2, 3)] == [False, True, True]
    silent = states(BEHIND | {(2022, 2): "not_reported", (2022, 3): "not_reported"}, date(2022, 5, 1))
    assert [silent[2022, quarter]["is_broken"] for quarter in (1, 2, 3)] == [False, False, False]
    kept = states(BEHIND | {(2022, 2): "met", (2022, 3): "behind"}, date(2022, 5, 31))
    assert [kept[2022, quarter]["is_broken"] for quarter in (1, 2, 3)] == [False, False, False]


#: A promise of today's office A; a row differs in what is said of it.
PROMISE: dict[str, Any] = {
    "province_code": "42", "unit_code": "A", "field_code": "F", "responsible": "p", "person_code": "A/p", "indicator_code": "R",
    "made_year": 2022, "made_quarter": 1, "year": 2022, "quarter": 2, "state": "pending", "is_broken": False, "days_past": 0,
    "promised_on": date(2022, 8, 1), "made_by": "A", "made_by_short_name": "A",
}  # fmt: skip


def counted(table: str, promises: list[Row], **given: list[Row]) -> list[Row]:
    """The rows of a count over these promises and over other tables, each `given` under its name with ``__`` for the dot."""
    with duckdb.connect() as connection:
        for schema in ("mart", "ref", "work"):
            connection.execute(f"create schema {schema}")
        fill(connection, "mart.promise_state", promises, promised_on="date")
        for name, rows in given.items():
            fill(connection, name.replace("__", "."), rows, unmet="bigint", unexplained="bigint", is_reported="boolean")
        text = next(file.text for file in sql_files() if file.name == table)
        cursor = connection.execute(text)
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_a_promise_of_an_office_that_was_split_is_one_promise() -> None:
    """Listed under both of today's offices, it counts once for the province, once for each of them."""
    old = PROMISE | {"made_by": "OLD", "person_code": "OLD/p", "made_by_short_name": "OLD"}
    rows = [old, old | {"unit_code": "B"}, PROMISE | {"unit_code": "B", "made_by": "B", "person_code": "B/p", "made_by_short_name": "B"}]
    counts = {
        row["unit_code"]: row["promises"]
        for row in counted("mart.promise_count", rows) if row["field_code"] == "all" and row["person_code"] == "all"
    }  # fmt: skip
    assert counts == {"all": 2, "A": 1, "B": 2}
    persons = {
        (row["unit_code"], row["person_code"]): row["promises"]
        for row in counted("mart.promise_person", rows) if row["field_code"] == "all"
    }  # fmt: skip
    assert persons == {("all", "OLD/p"): 1, ("all", "B/p"): 1, ("A", "OLD/p"): 1, ("B", "OLD/p"): 1, ("B", "B/p"): 1}


def test_two_people_of_one_name_at_two_offices_are_two() -> None:
    other = {"unit_code": "B", "made_by": "B", "person_code": "B/p", "made_by_short_name": "B"}
    rows = [
        PROMISE | {"state": "overdue", "is_broken": True},
        PROMISE | {"state": "kept_late", "is_broken": True, "indicator_code": "S"},
        PROMISE | {"state": "this_week"} | other,
        PROMISE | {"state": "kept", "indicator_code": "S", "field_code": "G"} | other,
    ]
    found = [row for row in counted("mart.promise_person", rows) if row["unit_code"] == row["field_code"] == "all"]
    told = {
        row["person_code"]: [row[f"promises{each}"] for each in ("", "_this_week", "_overdue", "_broken", "_kept", "_pending")]
        for row in found
    }  # fmt: skip
    assert told == {"A/p": [2, 0, 1, 2, 0, 0], "B/p": [2, 1, 0, 0, 1, 0]}
    assert [row["person_code"] for row in sorted(found, key=lambda row: row["worst_rank"])] == ["A/p", "B/p"]
    states_of = {
        (row["person_code"], row["state"]) for row in counted("mart.promise_count", rows)
        if row["unit_code"] == row["field_code"] == "all" and row["responsible"] == "p"
    }  # fmt: skip
    assert states_of == {("A/p", "overdue"), ("A/p", "kept_late"), ("B/p", "this_week"), ("B/p", "kept")}


def test_a_row_for_each_office_with_what_it_promised_and_what_it_does_not_explain() -> None:
    board = {"year": 2022, "quarter": 2, "level": "headline", "is_reported": True}
    found = counted(
        "mart.promise_office",
        [
            *(PROMISE | {"state": each, "is_broken": each == "overdue", "indicator_code": each} for each in ("overdue", "kept", "pending")),
            PROMISE | {"unit_code": "C", "state": "this_week"},
            *(PROMISE | {"unit_code": "GONE", "state": "overdue", "is_broken": True, "indicator_code": code} for code in "KLMN"),
        ],
        mart__unit_board=[
            board | {"unit_code": unit, "field_code": field, "unmet": unmet, "unexplained": unexplained}
            for field in ("all", "F")
            for unit, unmet, unexplained in (("A", 3, 0), ("B", 5, 2), ("C", 1, 1))
        ]
        + [board | {"unit_code": "B", "field_code": "all", "level": "national", "unmet": 9, "unexplained": 9}]
        + [board | {"unit_code": "D", "field_code": "all", "unmet": 0, "unexplained": 0, "is_reported": False}],
        ref__units=[{"unit_code": unit, "province_code": "42", "name": unit, "short_name": None} for unit in ("A", "B", "C", "D", "GONE")],
        work__unit_period=[{"unit_code": unit, "year": 2022, "quarter": 2, "is_reported": unit != "D"} for unit in "ABCD"],
    )  # fmt: skip
    rows = sorted((row for row in found if row["field_code"] == "all"), key=lambda row: row["worst_rank"])
    # B has two results to be reminded of, A and C one each; C has a day this week; D has said nothing; who is gone can be asked nothing.
    assert [row["unit_code"] for row in rows] == ["B", "C", "A", "D", "GONE"]
    of = {row["unit_code"]: row for row in rows}
    keys = ("promises", "promises_overdue", "promises_broken", "promises_kept", "unmet", "unexplained")
    assert {unit: [of[unit][key] for key in keys] for unit in of} == {
        "A": [3, 1, 1, 1, 3, 0], "B": [0, 0, 0, 0, 5, 2], "C": [1, 0, 0, 0, 1, 1], "D": [0, 0, 0, 0, None, None],
        "GONE": [4, 4, 4, 0, None, None],
    }  # fmt: skip
    assert [of[unit]["is_open"] for unit in of] == [True, True, True, True, False] and not of["D"]["is_reported"]
    assert {row["unit_code"] for row in found if row["field_code"] == "F"} == {"A", "B", "C", "GONE"}
