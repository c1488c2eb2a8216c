"""What is said of one record again, from a page or a workbook: replaced, taken back, contradicted."""

from collections.abc import Iterator
from datetime import datetime

import duckdb
import pytest

from common.record_keys import record_key
from etl.ledger import entries
from etl.ledger.tables import OF_FILES
from etl.lists.reference import reference_ddl
from tests.sql import follow_up
from tests.sql.follow_up import STEP_TEXTS, fill, row
from tests.sql.made_of import made_of


@pytest.fixture(scope="module")
def made() -> Iterator[duckdb.DuckDBPyConnection]:
    yield from follow_up.made()


def test_a_later_word_says_what_it_takes_the_place_of_and_erases_nothing(made: duckdb.DuckDBPyConnection) -> None:
    rows = made.execute(
        "select version, value, is_in_force, is_change, reason from mart.record_version "
        "where record_key = 'A/2022/1/qđ#1' and name = 'remedied_on' order by version"
    ).fetchall()
    assert [each[:4] for each in rows] == [(1, "2022-08-10", False, False), (2, "2022-07-30", True, True)]
    assert rows[1][4] == "Ngày khắc phục: trước ghi “10/08/2022” (tệp tệp 3), nay ghi “30/07/2022” (tệp tệp 4)."
    back = row(made, "mart.record_version", "record_key = 'A/2022/in_14' and name = 'due_on' and version = 2")
    assert back["value"] is None and "nay rút lại" in back["reason"]


@pytest.mark.parametrize(
    ("kind", "name", "value", "said"),
    [
        ("task", "field_code", "F", "Lĩnh vực F"),
        ("task", "field_code", "?", "?"),
        ("task", "text", "F", "F"),  # a word that happens to be a field's code
        ("task", "kind", "focus", "Nhiệm vụ trọng tâm"),
        ("finding", "kind", "focus", "focus"),
        ("finding", "kind", "reminder", "Lưu ý, nhắc nhở"),
        ("inspection", "mode", "self", "Đơn vị tự kiểm tra"),
        ("inspection", "text", "self", "self"),
        ("plan", "issue_by", "2022-01-20", "20/01/2022"),
        ("task", "due_on", "2022-01-20", "20/01/2022"),
    ],
)
def test_what_was_written_is_told_in_words(kind: str, name: str, value: str, said: str) -> None:
    words = {("task_kind", "focus"): "Nhiệm vụ trọng tâm", ("finding_kind", "reminder"): "Lưu ý, nhắc nhở",
             ("inspection_mode", "self"): "Đơn vị tự kiểm tra", ("name", "due_on"): "Hạn"}  # fmt: skip
    given = {
        "stg.record": [{
            "kind": kind, "record_key": "k", "name": name, "version": 1, "unit_code": "A", "year": 2022, "quarter": None, "value": value,
            "source": "page", "said_at": None, "said_by": "Cô Z", "file": None, "sheet": None, "cell": None,
        }],
        "ref.units": [{"unit_code": "A", "province_code": "42", "short_name": None, "name": "VKSND A"}],
        "ref.record_words": [{"about": about, "code": code, "name": word} for (about, code), word in words.items()],
        "ref.fields": [{"field_code": "F", "name": "Lĩnh vực F"}],
    }  # fmt: skip
    (made,) = made_of("mart.record_version", given)
    assert (made["value_said"], made["name_said"], made["is_in_force"]) == (said, "Hạn" if name == "due_on" else name, True)


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
