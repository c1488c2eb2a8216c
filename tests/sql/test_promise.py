"""What became of promises: looked at in the first figures that run to the promised day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb
import pytest

from etl.sql.files import sql_files
from tests.sql.worked_out import worked_out
from tests.world import Row

ENDS = {1: date(2022, 2, 28), 2: date(2022, 5, 31), 3: date(2022, 8, 31)}
#: unit and quarter → status; a unit that is not there did not report
STATUSES = {
    ("A", 1): "behind", ("A", 2): "behind", ("A", 3): "met",
    ("B", 1): "behind", ("B", 2): "behind", ("B", 3): "missed",
    ("C", 1): "behind", ("C", 2): "not_reported", ("C", 3): "not_reported",
    ("D", 1): "behind", ("D", 2): "not_applicable", ("D", 3): "exceeded",
}  # fmt: skip


def promise(unit: str, promised_on: date | None, quarter: int = 1, closed_on: date | None = None) -> Row:
    """The row of mart.promise for a promise that `unit` made in `quarter`."""
    with duckdb.connect() as connection:
        for schema in ("mart", "ref", "work"):
            connection.execute(f"create schema {schema}")
        fill(connection, "mart.explanation", [
            {"unit_code": unit, "indicator_code": "R", "year": 2022, "quarter": quarter, "cause": "Thiếu người",
             "remedy": "Bố trí thêm", "responsible": "Viện trưởng", "promised_on": promised_on}
        ], promised_on="date")  # fmt: skip
        fill(connection, "mart.attainment", [
            {"unit_code": who, "indicator_code": "R", "year": 2022, "quarter": q, "status": status, "reason": status,
             "period_to": None if status == "not_reported" else ENDS[q]}
            for (who, q), status in STATUSES.items()
        ], period_to="date")  # fmt: skip
        good = {"exceeded": True, "met": True, "on_track": True, "behind": False, "missed": False, "not_applicable": None}
        fill(connection, "ref.statuses", [{"status": s, "is_good": g, "is_known": True} for s, g in good.items()], is_good="boolean")
        connection.execute("insert into ref.statuses values ('not_reported', null, false)")
        fill(connection, "ref.periods", [{"year": 2022, "quarter": q, "ends_on": end} for q, end in ENDS.items()])
        offices = [{"unit_code": u, "name": u, "short_name": u, "province_code": "42", "closed_on": closed_on} for u in "ABCD"]
        fill(connection, "ref.units", offices, closed_on="date")
        fill(connection, "ref.indicators", [
            {"indicator_code": "R", "name": "Tỷ lệ", "short_name": "Tỷ lệ", "field_code": "F", "direction": "at_least", "is_focus": True}
        ])  # fmt: skip
        fill(connection, "ref.fields", [{"field_code": "F", "name": "Lĩnh vực"}])
        fill(connection, "work.unit_period", [
            {"province_code": "42", "period_to": end, "is_reported": True} for end in ENDS.values()
        ])  # fmt: skip
        text = next(file.text for file in sql_files() if file.name == "mart.promise")
        cursor = connection.execute(text)
        names = [column[0] for column in cursor.description or []]
        rows = cursor.fetchall()
        assert len(rows) == 1
        return dict(zip(names, rows[0], strict=True))


def fill(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Mapping[str, Any]], **types: str) -> None:
    """A table of these rows, with the types that rows of nulls would not tell."""
    columns = list(rows[0])
    guessed = {int: "integer", bool: "boolean", date: "date"}
    kinds = {c: types.get(c) or guessed.get(type(rows[0][c]), "varchar") for c in columns}
    connection.execute(f"create table {table} ({', '.join(f'{c} {kind}' for c, kind in kinds.items())})")
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"insert into {table} values ({marks})", [[row[c] for c in columns] for row in rows])


def test_kept_when_the_target_is_met_in_the_first_figures_of_the_day() -> None:
    row = promise("A", date(2022, 8, 15))
    assert (row["outcome"], row["is_due"], row["is_kept"]) == ("kept", True, True)
    assert (row["status"], row["due_quarter"], row["due_status"], row["newest_status"]) == ("behind", 3, "met", "met")


def test_the_worst_outcome_stands_first_then_focus_then_the_newest_day() -> None:
    outcomes = ("not_kept", "no_figures", "pending", "no_day", "not_judged", "closed", "kept")
    rows = [
        {"province_code": "42", "outcome": outcome, "is_focus": is_focus, "promised_on": date(2022, 5, day), "unit_code": "A",
         "indicator_code": code, "year": 2022, "quarter": 1}
        for outcome in outcomes for is_focus in (True, False) for day in (2, 1) for code in "RS"
    ]  # fmt: skip
    assert worked_out("mart.promise", "outcome_order", rows) == list(range(1, len(rows) + 1))


def test_not_kept_although_it_was_met_later() -> None:
    row = promise("A", date(2022, 5, 31))  # the figures of quarter 2 run to this very day
    assert (row["outcome"], row["is_kept"]) == ("not_kept", False)
    assert (row["due_quarter"], row["due_status"], row["newest_quarter"], row["newest_status"]) == (2, "behind", 3, "met")


def test_the_day_after_a_quarters_end_belongs_to_the_next() -> None:
    assert promise("A", date(2022, 6, 1))["due_quarter"] == 3


def test_not_kept_and_still_unmet() -> None:
    assert promise("B", date(2022, 6, 30))["outcome"] == "not_kept"


def test_a_day_still_to_come_is_pending_whatever_stands_today() -> None:
    row = promise("A", date(2022, 9, 1))
    assert (row["outcome"], row["is_due"], row["is_kept"], row["due_status"]) == ("pending", False, None, None)
    assert row["newest_status"] == "met"


def test_a_day_gone_by_without_figures_says_so() -> None:
    row = promise("C", date(2022, 5, 1))
    assert (row["outcome"], row["is_due"], row["is_kept"], row["newest_status"]) == ("no_figures", True, None, None)


def test_nobody_is_late_for_an_office_that_closed_before_the_day() -> None:
    assert promise("C", date(2022, 5, 1), closed_on=date(2022, 4, 30))["outcome"] == "closed"
    assert promise("C", date(2022, 5, 1), closed_on=date(2022, 5, 1))["outcome"] == "no_figures"
    assert promise("C", date(2022, 12, 1), closed_on=date(2022, 11, 30))["outcome"] == "pending"  # it has not closed yet
    assert promise("A", date(2022, 8, 15), closed_on=date(2022, 8, 31))["outcome"] == "kept"


def test_nothing_arose_when_the_day_came() -> None:
    row = promise("D", date(2022, 5, 1))
    assert (row["outcome"], row["is_due"], row["is_kept"], row["due_status"]) == ("not_judged", True, None, "not_applicable")


@pytest.mark.parametrize("unit", "AC")
def test_without_a_day_there_is_nothing_to_keep(unit: str) -> None:
    row = promise(unit, None)
    assert (row["outcome"], row["is_due"], row["is_kept"]) == ("no_day", False, None)


def test_figures_of_the_promises_own_quarter_do_not_count() -> None:
    row = promise("A", date(2022, 5, 1), quarter=2)
    assert (row["due_quarter"], row["outcome"]) == (3, "kept")
