"""A year of tasks, inspections and findings by hand, for the tests of what is made of them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import duckdb

from etl.ledger import entries
from etl.ledger.tables import OF_FILES
from etl.lists.reference import reference_ddl
from etl.snapshot.vocabulary import load_vocabulary
from etl.sql.files import sql_files
from tests.world import Row

STEPS = (
    "stg.record", "work.followed_period", "work.record", "work.task", "work.inspection", "work.finding", "work.follow_up", "mart.unit",
    "mart.task_status", "mart.assignment", "mart.inspection", "mart.inspection_unit", "mart.finding_status", "mart.record_version",
    "mart.task_count", "mart.finding_count", "mart.year_line",
)  # fmt: skip
STEP_TEXTS = {file.name: file.text for file in sql_files(False)}
QUARTERS = ((1, date(2021, 12, 1), date(2022, 2, 28)), (2, date(2022, 3, 1), date(2022, 5, 31)), (3, date(2022, 6, 1), date(2022, 8, 31)))


def task(unit: str, number: str, **said: Any) -> list[tuple[str, str, str, str | None]]:
    """What a plan workbook says of a task."""
    return [("task", f"{unit}/2022/{number.lower()}", name, str(value)) for name, value in {"number": number, **said}.items()]


def inspection(unit: str, number: str, **said: Any) -> list[tuple[str, str, str, str | None]]:
    return [("inspection", f"{unit}/2022/{number.lower()}", name, str(value)) for name, value in {"number": number, **said}.items()]


def finding(unit: str, number: str, place: int, **said: Any) -> list[tuple[str, str, str, str | None]]:
    key = f"{unit}/2022/{number.lower()}#{place}"
    return [("finding", key, name, str(value)) for name, value in {"number": place, **said}.items()]


def taken_back(said: list[tuple[str, str, str, str | None]]) -> list[tuple[str, str, str, str | None]]:
    """A row in which every cell behind the number says that it is taken back."""
    return [(kind, key, name, value if name == "number" else None) for kind, key, name, value in said]


#: What each file says, in the order of receipt; file 2 is the report of quarter 3 of unit A, 7 and 8 those of quarters 2 and 3 of
#: unit C, the others say nothing of a quarter.
FILES: dict[int, list[tuple[str, str, str, str | None]]] = {
    1: [
        *task("A", "in_time", kind="focus", text="t", responsible="Bà X", due_on="2022-05-31", done_on="2022-05-31"),
        *task("A", "late", kind="focus", text="t", due_on="2022-05-31", done_on="2022-06-05"),
        *task("A", "due_today", kind="focus", text="t", due_on="2022-08-31"),
        *task("A", "overdue", kind="hearing", text="t", due_on="2022-08-30"),
        *task("A", "in_14", kind="hearing", text="t", due_on="2022-09-14"),
        *task("A", "in_15", kind="hearing", text="t", due_on="2022-09-15"),
        *task("A", "no_due", kind="regular", text="t"),
        *task("A", "due_on_the_day", kind="regular", text="t", due_on="2022-09-12"),
        *task("A", "in_16", kind="regular", text="t", due_on="2022-09-16"),
        *task("A", "weekly", kind="weekly_meeting", text="t", planned=52, due_on="2022-11-30"),
        *task("A", "silent", kind="monthly_meeting", text="t", planned=12, due_on="2022-11-30"),
        *task("A", "x1", kind="assignment", text="t", field_code="F", responsible="Bà X"),
        *inspection("A", "1/QĐ", mode="direct", decided_on="2022-06-06"),
        *finding("A", "1/QĐ", 1, kind="shortcoming", text="f", field_code="F", due_on="2022-07-31"),
        *finding("A", "1/QĐ", 2, kind="reminder", text="f", indicator_code="R"),
        *finding("A", "1/QĐ", 3, kind="strength", text="f"),
        *inspection("B", "9/BC", mode="self", decided_on="2022-06-07", received_on="2022-06-10"),
        *finding("B", "9/BC", 1, kind="strength", text="f"),
        *inspection("C", "8/QĐ", mode="direct", decided_on="2022-06-06", received_on="2022-06-05"),
        *finding("C", "8/QĐ", 1, kind="shortcoming", text="f", remedied_on="2022-06-05"),
        *finding("C", "8/QĐ", 2, kind="shortcoming", text="f", due_on="2022-06-05"),
        *inspection("C", "7/BC", mode="self", decided_on="2022-06-06", received_on="2022-06-06"),
        *finding("C", "7/BC", 1, kind="shortcoming", text="f", remedied_on="2022-06-05"),
        *inspection("C", "6", conclusion="t"),
        *finding("C", "6", 1, kind="reminder", text="f", due_on="2022-11-30", remedy="r"),
        *finding("C", "6", 2, kind="reminder", text="f", remedy="r"),
        *task("C", "said", kind="focus", text="t", done=3, done_on="2022-06-05", evidence="Báo cáo"),
        *task("C", "slow", kind="key_case", text="t", planned=10, due_on="2022-05-31"),
        *task("C", "untold", kind="key_case", text="t", planned=10, due_on="2022-05-31"),
        *task("C", "short", kind="key_case", text="t", planned=10, due_on="2022-08-31"),
        *task("C", "odd", kind="key_case", text="t", planned=10, done=3, done_on="2022-05-30"),
        *task("C", "even", kind="weekly_meeting", text="t", planned=10, due_on="2022-11-30"),
        *task("C", "more", kind="weekly_meeting", text="t", planned=52, done=60, due_on="2022-11-30"),
        *task("C", "after", kind="focus", text="t", due_on="2022-08-31", done_on="2022-09-05"),
        *task("C", "paged", kind="hearing", text="t", planned=2),
        *task("D", "young", kind="key_case", text="t", planned=10, due_on="2022-09-30"),
        *task("D", "past", kind="key_case", text="t", planned=10, due_on="2022-05-31"),
    ],
    2: task("A", "weekly", done=30),
    7: [*task("C", "slow", done=6), *task("C", "short", done=6)],
    8: [*task("C", "slow", done=10), *task("C", "untold", done=10), *task("C", "even", done=7)],
    3: [
        *finding("A", "1/QĐ", 1, remedied_on="2022-08-10"),
        *finding("A", "1/QĐ", 2, due_on="2022-11-30"),
        ("task", "A/2022/in_14", "due_on", None),
    ],
    5: [
        *inspection("C", "10/QĐ", mode="direct", decided_on="2022-06-07"),
        *finding("C", "10/QĐ", 1, kind="shortcoming", text="f", due_on="2022-06-30"),
        *finding("C", "10/QĐ", 2, kind="strength", text="f"),
        *inspection("C", "11/QĐ", mode="direct", decided_on="2022-06-07"),
        *task("C", "gone", kind="focus", text="t", due_on="2022-06-30"),
    ],
    6: [
        *taken_back(finding("C", "10/QĐ", 1, kind=1, text=1, due_on=1)),
        *taken_back(finding("C", "10/QĐ", 2, kind=1)),
        *taken_back(inspection("C", "11/QĐ", mode=1, decided_on=1)),
        *taken_back(task("C", "gone", kind=1, text=1, due_on=1)),
    ],
    4: finding("A", "1/QĐ", 1, remedied_on="2022-07-30", verified_by="Ông Y"),
}


def fill(connection: duckdb.DuckDBPyConnection, table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    connection.execute(f"create table {table} ({columns})")
    if rows:
        connection.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)


def made() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every step of it made of these rows."""
    with duckdb.connect() as connection:
        for schema in ("raw", "stg", "work", "mart", "ref"):
            connection.execute(f"create schema {schema}")
        for statement in reference_ddl().values():
            connection.execute(statement)
        units = "('A', 'A', 'A', '42', 1, null), ('B', 'B', 'B', '42', 2, null), ('C', 'C', 'C', '43', 3, null)"
        units += ", ('D', 'D', 'D', '43', 4, '2022-06-15')"
        connection.execute(f"insert into ref.units (unit_code, name, short_name, province_code, list_order, opened_on) values {units}")
        connection.execute("insert into ref.fields (field_code, name, list_order) values ('F', 'Lĩnh vực F', 1), ('G', 'Lĩnh vực G', 2)")
        connection.execute("insert into ref.indicators (indicator_code, field_code, name) values ('R', 'F', 'Tỷ lệ R')")
        load_vocabulary(connection)
        year = date(2021, 12, 1), date(2022, 11, 30)
        period = [(2022, q, "I" * q, 4 * 2022 + q, first, last, *year, (last - year[0]).days + 1) for q, first, last in QUARTERS]
        shape = """year integer, quarter integer, roman varchar, period_no integer, starts_on date, ends_on date, year_starts_on date,
            year_ends_on date, days_to_date integer"""
        fill(connection, "work.period", shape, period)
        fill(connection, "ref.periods", shape, period)
        fill(connection, "work.office", "unit_code varchar", [("A",), ("B",)])
        fill(connection, "work.open_unit", "unit_code varchar, year integer", [("A", 2022), ("B", 2022), ("D", 2022)])
        files = [(number, f"tệp {number}", datetime(2022, 6, number, 8), "accepted") for number in FILES]
        files.append((9, "tệp 9", datetime(2022, 6, 9), "refused"))
        fill(connection, "raw.moment", "as_of date", [(None,)])
        fill(connection, "stg.plan", "year integer", [(2022,)])
        fill(connection, "raw.file", "file_no bigint, name varchar, received_at timestamp, status varchar", files)
        fill(connection, "raw.submission", "file_no bigint, unit_code varchar, year integer, quarter integer", [
            (2, "A", 2022, 3), (7, "C", 2022, 2), (8, "C", 2022, 3),
        ])  # fmt: skip
        said = [(n, kind, key, key[0], 2022, name, value, "Trang", "A1") for n, rows in FILES.items() for kind, key, name, value in rows]
        said.append((9, "task", "A/2022/overdue", "A", 2022, "done_on", "2022-08-01", "Trang", "A1"))
        fill(connection, "raw.record", OF_FILES["record"], said)
        fields = {"unit_code": "A", "year": "2022", "number": "IN_15", "evidence": "Biên bản", "done_on": "2022-08-20"}
        entered = [(1, "task", "k", 1, datetime(2022, 9, 1), "Cô Z", field, value) for field, value in fields.items()]
        taken_back = {"unit_code": "C", "year": "2022", "number": "SAID", "done_on": "rút", "done": "rút", "evidence": "rút"}
        for field, value in taken_back.items():
            entered.append((2, "task", "l", 1, datetime(2022, 9, 1), "Cô Z", field, value))
        padded = {"unit_code": "A", "year": "2022", "inspection_number": "1/QĐ", "number": " 03.", "remedy": "r"}
        entered += [(3, "finding", "m", 1, datetime(2022, 9, 1), "Cô Z", field, value) for field, value in padded.items()]
        paged = {"unit_code": "C", "year": "2022", "number": "paged", "done": "2"}
        entered += [(4, "task", "n", 1, datetime(2022, 9, 1), "Cô Z", field, value) for field, value in paged.items()]
        fill(connection, "raw.entry", entries.TABLES["entry"], entered)
        card = "unit_code varchar, year integer, quarter integer, targets_judged integer, missed integer, behind integer"
        fill(connection, "mart.scorecard", card, [("A", 2022, 3, 10, 1, 1), ("B", 2022, 2, 8, 3, 0), ("B", 2022, 3, 8, 1, 2)])
        shape = """unit_code varchar, indicator_code varchar, year integer, quarter integer, numerator decimal(24, 4),
            denominator decimal(24, 4), value double, status varchar, measure varchar, decimals integer"""
        results = [("A", "R", 2022, q, q, 4, 25.0 * q, status, "rate", 1) for q, status in enumerate(("behind", "met", "exceeded"), 1)]
        fill(connection, "mart.attainment", shape, results)
        shape = """unit_code varchar, year integer, province_code varchar, unit_short_name varchar, status varchar, is_in_order boolean,
            issued_on date, spread_on date, plan_no integer"""
        fill(connection, "mart.plan_status", shape, [
            ("A", 2022, "42", "A", "in_time", True, date(2022, 2, 28), date(2022, 3, 1), 1),
            ("A", 2022, "42", "A", "late", True, date(2022, 3, 28), None, 2),  # a later plan is not issued late
            ("B", 2022, "42", "B", "no_deadline", True, date(2022, 3, 1), date(2022, 9, 5), 1),
            ("D", 2022, "43", "D", "no_deadline", True, date(2022, 6, 20), None, 1),
        ])  # fmt: skip
        stances = [("A", 2022, "raised"), ("B", 2022, "raised"), ("B", 2022, "raised"), ("B", 2022, "inherited"), ("B", 2022, None)]
        fill(connection, "mart.plan_stance", "unit_code varchar, year integer, stance varchar", stances)
        for step in STEPS:
            connection.execute(f"create table {step} as {STEP_TEXTS[step]}")
        yield connection


def row(made: duckdb.DuckDBPyConnection, table: str, where: str) -> Row:
    cursor = made.execute(f"select * from {table} where {where}")
    names = [column[0] for column in cursor.description or []]
    (found,) = cursor.fetchall()
    return dict(zip(names, found, strict=True))
