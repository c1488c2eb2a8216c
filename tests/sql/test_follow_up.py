"""Tasks, inspections and findings: given rows in tables by hand, expected statuses and sentences."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import duckdb
import pytest

from common.record_keys import record_key
from etl.ledger import entries
from etl.ledger.tables import OF_FILES
from etl.lists.reference import reference_ddl
from etl.snapshot.vocabulary import load_vocabulary
from etl.sql.files import sql_files
from tests.world import Row

STEPS = (
    "stg.record", "work.record", "work.task", "work.inspection", "work.finding", "work.follow_up", "mart.unit", "mart.task_status",
    "mart.assignment", "mart.inspection", "mart.inspection_unit", "mart.finding_status", "mart.record_version", "mart.task_count",
    "mart.finding_count", "mart.year_line",
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
        *task("C", "after", kind="focus", text="t", due_on="2022-08-31", done_on="2022-09-05"),
        *task("C", "paged", kind="hearing", text="t", planned=2),
        *task("D", "young", kind="key_case", text="t", planned=10, due_on="2022-09-30"),
        *task("D", "past", kind="key_case", text="t", planned=10, due_on="2022-05-31"),
    ],
    2: task("A", "weekly", done=30),
    7: [*task("C", "slow", done=6), *task("C", "short", done=6)],
    8: [*task("C", "slow", done=10), *task("C", "untold", done=10)],
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


@pytest.fixture(scope="module")
def made() -> Iterator[duckdb.DuckDBPyConnection]:
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


@pytest.mark.parametrize(
    ("number", "quarter", "status", "said"),
    [
        ("in_time", 3, "done_in_time", "Xong ngày 31/05/2022, hạn 31/05/2022."),
        ("in_time", 1, "open", "Còn hạn, đến 31/05/2022."),
        ("late", 3, "done_late", "Xong ngày 05/06/2022, muộn 5 ngày so với hạn 31/05/2022."),
        ("late", 2, "overdue", "Đến hạn ngày 31/05/2022 mà chưa báo xong."),
        ("due_today", 3, "overdue", "Đến hạn ngày 31/08/2022 mà chưa báo xong."),
        ("overdue", 3, "overdue", "Quá hạn 1 ngày (hạn 30/08/2022), chưa báo xong."),  # what a refused file says does not count
        ("in_14", 2, "no_due", "Chưa báo xong, kế hoạch không ghi hạn."),  # its day was taken back
        ("in_15", 3, "done_in_time", "Xong ngày 20/08/2022, hạn 15/09/2022."),  # entered on a page
        ("in_15", 2, "open", "Còn hạn, đến 15/09/2022."),
        ("no_due", 3, "no_due", "Chưa báo xong, kế hoạch không ghi hạn."),
        ("weekly", 3, "open", "Đã được 30/52, đến nay phải có 39: chậm 9; hạn 30/11/2022."),
        ("weekly", 2, "open", "Chưa báo đã làm được bao nhiêu; đến nay phải có 25/52."),  # the report of quarter 3 tells of no earlier one
        ("silent", 3, "open", "Chưa báo đã làm được bao nhiêu; đến nay phải có 9/12."),
    ],
)
def test_a_task(made: duckdb.DuckDBPyConnection, number: str, quarter: int, status: str, said: str) -> None:
    found = row(made, "mart.task_status", f"task_key = 'A/2022/{number}' and quarter = {quarter}")
    # 31 August to 14 September are 14 days
    assert (found["status"], found["reason"]) == (status, said)


@pytest.mark.parametrize(
    ("number", "quarter", "status", "said"),
    [
        ("slow", 2, "overdue", "Đến hạn ngày 31/05/2022 mà chưa báo xong, mới được 6/10."),
        # Of the day on which it was due less was reported: the number came later, whatever its day was.
        ("slow", 3, "done_late", "Đã xong 10/10 nhưng sau hạn 31/05/2022; không ghi ngày xong."),
        ("untold", 3, "done_in_time", "Đã xong 10/10."),  # of that day nothing was reported: not known to be late
        ("short", 3, "overdue", "Đến hạn ngày 31/08/2022 mà chưa báo xong, mới được 6/10."),
        ("odd", 3, "done_in_time", "Xong ngày 30/05/2022. Đã ghi ngày xong nhưng số đã làm mới là 3/10; cần xem lại."),
    ],
)
def test_a_number_to_be_reached(made: duckdb.DuckDBPyConnection, number: str, quarter: int, status: str, said: str) -> None:
    found = row(made, "mart.task_status", f"task_key = 'C/2022/{number}' and quarter = {quarter}")
    assert (found["status"], found["reason"]) == (status, said)


def test_what_was_done_after_its_year_stays_done_when_the_next_year_begins(made: duckdb.DuckDBPyConnection) -> None:
    def told() -> list[tuple[Any, ...]]:
        return made.execute(
            "select number, status, done from mart.task_status "
            "where year = 2022 and quarter = 3 and number in ('after', 'paged') order by 1"
        ).fetchall()

    before = told()
    assert before == [("after", "done_late", 1), ("paged", "done_in_time", 2)]
    year = date(2022, 12, 1), date(2023, 11, 30)
    made.execute("begin")
    try:
        made.execute("insert into work.period values (2023, 1, 'I', 8093, ?, '2023-02-28', ?, ?, 90)", [year[0], *year])
        for step in ("work.task", "work.follow_up", "mart.task_status"):
            made.execute(f"create or replace table {step} as {STEP_TEXTS[step]}")
        assert told() == before
    finally:
        made.execute("rollback")


@pytest.fixture
def looked_back(made: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same as known on 12 September: what a pack of that day is made of."""
    made.execute("begin; update raw.moment set as_of = '2022-09-12'")
    for step in ("work.follow_up", "mart.task_status", "mart.finding_status"):
        made.execute(f"create or replace table {step} as {STEP_TEXTS[step]}")
    yield made
    made.execute("rollback")


@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        ("due_today", "overdue", "Quá hạn 12 ngày (hạn 31/08/2022), chưa báo xong."),
        ("due_on_the_day", "overdue", "Đến hạn ngày 12/09/2022 mà chưa báo xong."),
        ("in_15", "done_in_time", "Xong ngày 20/08/2022, hạn 15/09/2022."),
        ("in_16", "due_soon", "Còn 4 ngày đến hạn 16/09/2022."),
        ("weekly", "open", "Đã được 30/52, đến nay phải có 40: chậm 10; hạn 30/11/2022."),
    ],
)
def test_the_newest_quarter_of_a_day_looked_back_to_is_judged_on_that_day(
    looked_back: duckdb.DuckDBPyConnection, number: str, status: str, said: str
) -> None:
    found = row(looked_back, "mart.task_status", f"task_key = 'A/2022/{number}' and quarter = 3")
    assert (found["status"], found["reason"], found["as_of"]) == (status, said, date(2022, 9, 12))
    assert row(looked_back, "mart.task_status", f"task_key = 'A/2022/{number}' and quarter = 2")["as_of"] == date(2022, 5, 31)


def test_a_finding_is_judged_on_the_day_looked_back_to(looked_back: duckdb.DuckDBPyConnection) -> None:
    found = row(looked_back, "mart.finding_status", "finding_key = 'C/2022/8/qđ#2' and quarter = 3")
    assert (found["status"], found["days_over"], found["age_days"]) == ("overdue", 99, 98)


def test_nothing_said_is_neither_nothing_done_nor_slow(made: duckdb.DuckDBPyConnection) -> None:
    silent = row(made, "mart.task_status", "task_key = 'A/2022/silent' and quarter = 3")
    assert (silent["done"], silent["is_behind"]) == (None, False)
    assert row(made, "mart.task_status", "task_key = 'A/2022/weekly' and quarter = 3")["is_behind"] is True


def test_an_office_that_opened_in_the_year_is_held_to_its_own_days(made: duckdb.DuckDBPyConnection) -> None:
    rows = made.execute("select quarter, number, expected from mart.task_status where unit_code = 'D' order by number").fetchall()
    assert rows == [(3, "past", 10), (3, "young", 7)]  # 78 of the 108 days from 15 June to 30 September; before June it had no tasks


def test_an_assignment_is_no_task_and_a_field_without_one_is_named(made: duckdb.DuckDBPyConnection) -> None:
    assert made.execute("select count(*) from mart.task_status where kind = 'assignment'").fetchall() == [(0,)]
    told = "select unit_code, field_code, responsible, is_assigned from mart.assignment where unit_code = 'A' order by all"
    rows = made.execute(told).fetchall()
    assert rows == [("A", "F", "Bà X", True), ("A", "G", None, False)]


def test_a_finding_is_closed_only_when_somebody_verified_it(made: duckdb.DuckDBPyConnection) -> None:
    first = row(made, "mart.finding_status", "finding_key = 'A/2022/1/qđ#1' and quarter = 3")
    assert (first["status"], first["remedied_on"], first["reason"]) == (
        "done_in_time", date(2022, 7, 30), "Đã khắc phục ngày 30/07/2022, Ông Y xác nhận."
    )  # fmt: skip
    assert made.execute("select count(*) from mart.finding_status where quarter < 3").fetchall() == [(0,)]


def test_a_reminder_stands_beside_its_figures_before_and_after(made: duckdb.DuckDBPyConnection) -> None:
    found = row(made, "mart.finding_status", "finding_key = 'A/2022/1/qđ#2' and quarter = 3")
    assert (found["status"], found["before_status"], found["after_status"], found["age_days"]) == ("open", "met", "exceeded", 86)
    assert found["reason"] == "Chưa khắc phục, hạn 30/11/2022. Tỷ lệ R: trước Đạt (II/2022, 2/4), sau Vượt (III/2022, 3/4)."


def test_a_remedy_without_its_day_is_told(made: duckdb.DuckDBPyConnection) -> None:
    said = dict(made.execute("select finding_key, reason from mart.finding_status where unit_code = 'C' and quarter = 3").fetchall())
    assert said["C/2022/6#1"] == "Còn hạn, đến 30/11/2022. Đã ghi cách khắc phục, chưa ghi ngày khắc phục."
    assert said["C/2022/6#2"] == "Không đặt hạn. Đã ghi cách khắc phục, chưa ghi ngày khắc phục."


REPEATED = "Lặp lại: lần kiểm tra trước đã nêu ở lĩnh vực này."


@pytest.mark.parametrize(
    ("year", "decided_on", "kind", "field", "is_repeated"),
    [
        (2022, "2022-03-01", "shortcoming", "F", True),
        (2021, "2021-06-01", "reminder", "F", True),
        (2020, "2020-06-01", "shortcoming", "F", False),  # longer ago than the year before
        (2022, "2022-03-01", "strength", "F", False),
        (2022, "2022-03-01", "shortcoming", "G", False),
        (2022, "2022-06-06", "shortcoming", "F", False),  # of the same day
        (2022, "2022-07-01", "shortcoming", "F", False),  # found later: it is that one which repeats
    ],
)
def test_what_an_inspection_before_found_in_the_same_field_is_repeated(
    made: duckdb.DuckDBPyConnection, year: int, decided_on: str, kind: str, field: str, is_repeated: bool
) -> None:
    made.execute("begin")
    try:
        made.execute(
            "insert into work.finding (finding_key, inspection_key, unit_code, year, number, kind, field_code, text, decided_on) "
            "values ('A/0/e#1', 'A/0/e', 'A', ?, '1', ?, ?, 'f', ?)", [year, kind, field, decided_on],
        )  # fmt: skip
        for step in ("work.follow_up", "mart.finding_status"):
            made.execute(f"create or replace table {step} as {STEP_TEXTS[step]}")
        found = row(made, "mart.finding_status", "finding_key = 'A/2022/1/qđ#1' and quarter = 3")
        assert (found["is_repeated"], REPEATED in found["reason"]) == (is_repeated, is_repeated)
    finally:
        made.execute("rollback")


def test_a_strength_is_noted(made: duckdb.DuckDBPyConnection) -> None:
    found = row(made, "mart.finding_status", "finding_key = 'A/2022/1/qđ#3' and quarter = 3")
    assert (found["status"], found["age_days"], found["reason"]) == ("noted", None, "Ghi nhận ưu điểm.")


def test_a_self_inspection_without_shortcoming_stands_beside_missed_targets(made: duckdb.DuckDBPyConnection) -> None:
    own = row(made, "mart.inspection", "unit_code = 'B' and quarter = 3")
    assert own["is_at_odds"] is True and "đến quý III có 3/8 chỉ tiêu chậm hoặc không đạt" in own["reason"]
    direct = row(made, "mart.inspection", "unit_code = 'A' and quarter = 3")
    assert direct["is_at_odds"] is False and "1 ưu điểm, 1 hạn chế, 1 điều lưu ý." in direct["reason"]
    states = made.execute("select unit_code, quarter, state from mart.inspection_unit where quarter > 1 order by all").fetchall()
    assert states == [("A", 2, "none"), ("A", 3, "direct"), ("B", 2, "none"), ("B", 3, "self"), ("D", 3, "none")]


@pytest.mark.parametrize("table", ["mart.inspection", "mart.finding_status"])
def test_of_a_quarter_nothing_is_said_that_is_dated_after_it(made: duckdb.DuckDBPyConnection, table: str) -> None:
    assert made.execute(f"select count(*) from {table} where quarter < 3").fetchall() == [(0,)]
    assert made.execute(f"select count(*) from {table} where quarter = 3").fetchall() != [(0,)]


def test_what_the_year_says_of_a_quarter_knows_nothing_later(made: duckdb.DuckDBPyConnection) -> None:
    lines = made.execute("select topic, quarter, reason from mart.year_line where province_code = '42'").fetchall()
    said = {(topic, quarter): reason for topic, quarter, reason in lines}
    assert said["inspection", 2] == "Kiểm tra: đến hết quý II chưa ghi cuộc kiểm tra nào."
    assert said["inspection", 3].startswith("Kiểm tra: 1 đơn vị tỉnh kiểm tra trực tiếp, 1 đơn vị tự kiểm tra")
    assert ("shortcoming", 2) not in said
    assert "1/2 đơn vị đã ban hành; 1 kịp thời, 0 muộn; chưa có: B" in said["plan_issued", 1]
    assert "2/2 đơn vị đã ban hành; 1 kịp thời, 0 muộn, 1 không rõ hạn" in said["plan_issued", 2]
    spread = [said["plan_issued", quarter].partition(" có ghi")[0][-1] for quarter in (1, 2, 3)]
    assert spread == ["0", "1", "2"]  # the newest quarter counts what is known, whatever its day
    unlike = "; 1 chỉ tiêu đặt theo cách tính khác nên không so được."
    assert said["plan_raised", 2].endswith(f"0 đơn vị đề ra 0 chỉ tiêu thấp hơn{unlike}")
    assert said["plan_raised", 1].endswith("tất cả 1 chỉ tiêu; 0 đơn vị đề ra 0 chỉ tiêu thấp hơn.")
    assert "đã thực hiện 0/" in said["focus", 1] and "đã thực hiện 2/" in said["focus", 3]


def test_an_office_to_come_is_not_counted_and_an_unknown_deadline_is_said(made: duckdb.DuckDBPyConnection) -> None:
    lines = made.execute("select quarter, reason from mart.year_line where province_code = '43' and topic = 'plan_issued'").fetchall()
    ((quarter, reason),) = lines
    assert quarter == 3 and "1/1 đơn vị đã ban hành; không rõ hạn ban hành nên chưa xét được kịp thời hay muộn; 1 đúng" in reason


def test_a_later_word_says_what_it_takes_the_place_of_and_erases_nothing(made: duckdb.DuckDBPyConnection) -> None:
    rows = made.execute(
        "select version, value, is_in_force, is_change, reason from mart.record_version "
        "where record_key = 'A/2022/1/qđ#1' and name = 'remedied_on' order by version"
    ).fetchall()
    assert [each[:4] for each in rows] == [(1, "2022-08-10", False, False), (2, "2022-07-30", True, True)]
    assert rows[1][4] == "Ngày khắc phục: trước ghi “10/08/2022” (tệp tệp 3), nay ghi “30/07/2022” (tệp tệp 4)."
    back = row(made, "mart.record_version", "record_key = 'A/2022/in_14' and name = 'due_on' and version = 2")
    assert back["value"] is None and "nay rút lại" in back["reason"]


def test_a_page_and_a_workbook_tell_of_one_record(made: duckdb.DuckDBPyConnection) -> None:
    where = "record_key = 'A/2022/in_15' and name = 'number'"
    rows = made.execute(f"select source, said_by from mart.record_version where {where} order by version")
    assert rows.fetchall() == [("file", None), ("page", "Cô Z")]


@pytest.mark.parametrize(
    "number",
    [
        "3", "03", " 3.", "3)", "003.", "0", "00.", "21/QĐ", "NV 01", "ĐB-02.", "1.2", "#4",
        "05/QĐ-VKS", "0/", "00/05", "1./QĐ", "/05", "a/05", "5.)/",
    ],
)
def test_a_number_is_read_alike_wherever_it_is_written(number: str) -> None:
    """The rule stands in Python for workbooks and in SQL for lists and pages."""
    with duckdb.connect() as connection:
        connection.execute("create schema raw; create schema ref")
        for statement in reference_ddl().values():
            connection.execute(statement)
        fill(connection, "raw.entry", entries.TABLES["entry"], [
            (1, "finding", "k", 1, datetime(2022, 9, 1), "Z", field, value)
            for field, value in {"unit_code": "A", "year": "2022", "inspection_number": number, "number": number, "remedy": "r"}.items()
        ])  # fmt: skip
        fill(connection, "raw.file", "file_no bigint, name varchar, received_at timestamp, status varchar", [])
        fill(connection, "raw.submission", "file_no bigint, unit_code varchar, year integer, quarter integer", [])
        fill(connection, "raw.record", OF_FILES["record"], [])
        connection.execute("insert into ref.tasks (unit_code, year, number, kind) values ('A', 2022, ?, 'focus')", [number])
        keys = dict(connection.execute(f"select distinct kind, record_key from ({STEP_TEXTS['stg.record']})").fetchall())
    assert keys == {"task": record_key("A", 2022, number), "finding": record_key("A", 2022, number, number)}


def test_a_remedy_under_a_padded_number_begins_no_new_finding(made: duckdb.DuckDBPyConnection) -> None:
    found = made.execute("select finding_key, remedy from work.finding where left(finding_key, 12) = 'A/2022/1/qđ#' order by 1").fetchall()
    assert found == [("A/2022/1/qđ#1", None), ("A/2022/1/qđ#2", None), ("A/2022/1/qđ#3", "r")]


def test_what_is_taken_back_on_a_page_holds_no_longer(made: duckdb.DuckDBPyConnection) -> None:
    found = row(made, "mart.task_status", "task_key = 'C/2022/said' and quarter = 3")
    assert [found[key] for key in ("done", "done_on", "evidence", "text", "status")] == [None, None, None, "t", "no_due"]
    back = row(made, "mart.record_version", "record_key = 'C/2022/said' and name = 'done_on' and version = 2")
    assert back["reason"] == "Ngày xong: trước ghi “05/06/2022” (tệp tệp 1), nay rút lại (trang nhập, Cô Z)."


def test_what_is_taken_back_whole_is_gone(made: duckdb.DuckDBPyConnection) -> None:
    assert made.execute("select count(*) from mart.task_status where task_key = 'C/2022/gone'").fetchall() == [(0,)]
    numbers = made.execute("select number, shortcomings from mart.inspection where unit_code = 'C' and quarter = 3 order by 1").fetchall()
    assert ("10/QĐ", 0) in numbers and "11/QĐ" not in dict(numbers)
    keys = made.execute("select finding_key from mart.finding_status where left(finding_key, 13) = 'C/2022/10/qđ#'").fetchall()
    assert keys == [("C/2022/10/qđ#2",)]


def test_a_strength_whose_kind_is_taken_back_is_no_shortcoming(made: duckdb.DuckDBPyConnection) -> None:
    found = row(made, "mart.finding_status", "finding_key = 'C/2022/10/qđ#2' and quarter = 3")
    assert (found["kind"], found["status"], found["reason"]) == (None, "noted", "Loại phát hiện đã rút lại, chưa ghi loại mới: chưa xét.")
    counted = row(made, "mart.finding_count", "scope = 'province' and place_code = '43' and quarter = 3")
    assert (counted["shortcomings"], counted["noted"]) == (3, 1)


def test_days_that_contradict_each_other_are_said(made: duckdb.DuckDBPyConnection) -> None:
    said = dict(made.execute("select finding_key, reason from mart.finding_status where unit_code = 'C' and quarter = 3").fetchall())
    assert "Ngày khắc phục (05/06/2022) ghi trước ngày quyết định kiểm tra; cần xem lại." in said["C/2022/8/qđ#1"]
    assert "Hạn khắc phục (05/06/2022) ghi trước ngày kiểm tra; cần xem lại." in said["C/2022/8/qđ#2"]
    assert "cần xem lại" not in said["C/2022/7/bc#1"]  # an office puts right what it finds before it reports
    said = dict(made.execute("select number, reason from mart.inspection where unit_code = 'C' and quarter = 3").fetchall())
    assert "Ngày tỉnh nhận báo cáo (05/06/2022) ghi trước ngày của văn bản" in said["8/QĐ"] and "xem lại" not in said["7/BC"]


def test_who_looked_is_not_guessed(made: duckdb.DuckDBPyConnection) -> None:
    found = row(made, "mart.inspection", "number = '6' and quarter = 3")
    assert found["mode"] is None and found["reason"].startswith("Chưa ghi cách kiểm tra, văn bản số 6: 0 ưu điểm")


def test_counts_are_those_of_the_rows(made: duckdb.DuckDBPyConnection) -> None:
    counted = row(made, "mart.task_count", "scope = 'unit' and place_code = 'A' and quarter = 3")
    keys = ("tasks", "done_in_time", "done_late", "overdue", "open", "no_due", "behind_pace")
    assert [counted[key] for key in keys] == [11, 2, 1, 2, 3, 2, 1]
    assert row(made, "mart.task_count", "scope = 'month' and province_code = '42' and place_code = '2022-05' and quarter = 3")["tasks"] == 2
    own = row(made, "mart.task_count", "scope = 'unit_month' and unit_code = 'A' and place_name = '05/2022' and quarter = 3")
    assert (own["tasks"], own["done_tasks"]) == (2, 2)
    assert row(made, "mart.task_count", "scope = 'unit_field' and unit_code = 'A' and quarter = 3")["tasks"] == 11
    findings = row(made, "mart.finding_count", "scope = 'province' and place_code = '42' and quarter = 3")
    assert [findings[key] for key in ("findings", "open_findings", "strengths")] == [4, 1, 2]
