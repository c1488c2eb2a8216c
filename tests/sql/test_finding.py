"""Findings: closed, repeated, beside figures; given rows in tables by hand, expected statuses and sentences."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from tests.sql import follow_up
from tests.sql.follow_up import STEP_TEXTS, row


@pytest.fixture(scope="module")
def made() -> Iterator[duckdb.DuckDBPyConnection]:
    yield from follow_up.made()


def test_a_finding_is_closed_only_when_somebody_verified_it(made: duckdb.DuckDBPyConnection) -> None:
    first = row(made, "mart.finding_status", "finding_key = 'A/2022/1/qđ#1' and quarter = 3")
    assert (first["status"], first["remedied_on"], first["reason"]) == (
        "done_in_time", date(2022, 7, 30), "Đã khắc phục ngày 30/07/2022, Ông Y xác nhận."
    )  # fmt: skip
    assert made.execute("select count(*) from mart.finding_status where quarter < 3").fetchall() == [(0,)]


def test_an_inspection_says_how_and_by_which_paper(made: duckdb.DuckDBPyConnection) -> None:
    said = dict(made.execute("select inspection_key, reason from mart.inspection where quarter = 3").fetchall())
    assert said["A/2022/1/qđ"].startswith("Tỉnh kiểm tra trực tiếp theo quyết định số 1/QĐ ngày 06/06/2022: ")
    assert said["B/2022/9/bc"].startswith("Đơn vị tự kiểm tra, báo cáo số 9/BC ngày 07/06/2022: ")
    assert said["C/2022/6"].startswith("Chưa ghi cách kiểm tra, văn bản số 6: ")


def test_a_finding_keeps_its_number(made: duckdb.DuckDBPyConnection) -> None:
    numbered = made.execute("select distinct finding_key, number from mart.finding_status where unit_code in ('A', 'C')").fetchall()
    assert numbered and all(key.rpartition("#")[2] == number.strip(" 0.") for key, number in numbered)


def test_a_reminder_stands_beside_its_figures_before_and_after(made: duckdb.DuckDBPyConnection) -> None:
    found = row(made, "mart.finding_status", "finding_key = 'A/2022/1/qđ#2' and quarter = 3")
    assert (found["status"], found["before_status"], found["after_status"], found["age_days"]) == ("open", "met", "exceeded", 86)
    assert found["reason"] == "Chưa khắc phục, hạn 30/11/2022. Tỷ lệ R: trước Đạt (II/2022, 2/4), sau Vượt (III/2022, 3/4)."


def test_a_remedy_without_its_day_is_told(made: duckdb.DuckDBPyConnection) -> None:
    said = dict(made.execute("select finding_key, reason from mart.finding_status where unit_code = 'C' and quarter = 3").fetchall())
    assert said["C/2022/6#1"] == "Còn hạn, đến 30/11/2022. Đã ghi cách khắc phục, chưa ghi ngày khắc phục."
    assert said["C/2022/6#2"] == "Không đặt hạn. Đã ghi cách khắc phục, chưa ghi ngày khắc phục."


HOW_ONLY = " Đã ghi cách khắc phục, chưa ghi ngày khắc phục."


@pytest.mark.parametrize(
    ("due_on", "remedy", "remedied_on", "verified_by", "said"),
    [
        ("2022-08-31", None, None, None, "Đến hạn ngày 31/08/2022 mà chưa khắc phục."),
        ("2022-08-31", "r", None, None, "Đến hạn ngày 31/08/2022." + HOW_ONLY),
        ("2022-08-30", None, None, None, "Quá hạn khắc phục 1 ngày (hạn 30/08/2022)."),
        ("2022-08-30", "r", None, None, "Quá hạn khắc phục 1 ngày (hạn 30/08/2022)." + HOW_ONLY),
        ("2022-09-14", None, None, None, "Còn 14 ngày đến hạn khắc phục 14/09/2022."),
        ("2022-09-14", "r", None, None, "Còn 14 ngày đến hạn khắc phục 14/09/2022." + HOW_ONLY),
        ("2022-09-15", None, None, None, "Chưa khắc phục, hạn 15/09/2022."),
        (None, None, None, None, "Chưa ghi việc khắc phục, không đặt hạn."),
        ("2022-07-31", "r", "2022-07-31", None, "Đơn vị báo đã khắc phục ngày 31/07/2022, chưa có người xác nhận."),
        ("2022-07-31", "r", "2022-08-05", None, "Đơn vị báo đã khắc phục ngày 05/08/2022, muộn 5 ngày, chưa có người xác nhận."),
        ("2022-07-31", "r", "2022-07-31", "Ông Y", "Đã khắc phục ngày 31/07/2022, Ông Y xác nhận."),
        ("2022-07-31", "r", "2022-08-05", "Ông Y", "Đã khắc phục ngày 05/08/2022, muộn 5 ngày; Ông Y xác nhận."),
    ],
)
def test_how_a_finding_stands_is_told_on_the_last_day_of_august(
    made: duckdb.DuckDBPyConnection, due_on: str | None, remedy: str | None, remedied_on: str | None, verified_by: str | None, said: str
) -> None:
    made.execute("begin")
    try:
        made.execute(
            "insert into work.finding (finding_key, inspection_key, unit_code, year, number, kind, text, decided_on, due_on, remedy, "
            "remedied_on, verified_by) values ('A/0/e#1', 'A/0/e', 'A', 2022, '1', 'shortcoming', 'f', '2022-06-06', ?, ?, ?, ?)",
            [due_on, remedy, remedied_on, verified_by],
        )
        for step in ("work.follow_up", "mart.finding_status"):
            made.execute(f"create or replace table {step} as {STEP_TEXTS[step]}")
        assert row(made, "mart.finding_status", "finding_key = 'A/0/e#1' and quarter = 3")["reason"] == said
    finally:
        made.execute("rollback")


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


def test_what_is_open_is_counted_by_its_age_the_youngest_first(made: duckdb.DuckDBPyConnection) -> None:
    """On 31 August; the reminder to A, of 86 days, is there already."""
    made.execute("begin")
    try:
        for number, decided_on in enumerate(("2022-08-01", "2022-07-31", "2022-06-02", "2022-06-01", "2022-03-04", "2022-03-03")):
            made.execute(
                "insert into work.finding (finding_key, inspection_key, unit_code, year, number, kind, text, decided_on) "
                "values (?, ?, 'A', 2022, '1', 'shortcoming', 'f', ?)", [f"A/{number}#1", f"A/{number}", decided_on],
            )  # fmt: skip
        for step in ("work.follow_up", "mart.finding_status", "mart.finding_count"):
            made.execute(f"create or replace table {step} as {STEP_TEXTS[step]}")
        ages = "select place_name, findings, place_order from mart.finding_count "
        ages += "where scope = 'age' and province_code = '42' and quarter = 3 order by place_order"
        assert made.execute(ages).fetchall() == [
            ("Đến 30 ngày", 1, 1),  # 30
            ("31–90 ngày", 3, 2),  # 31, 86, 90
            ("91–180 ngày", 2, 3),  # 91, 180
            ("Trên 180 ngày", 1, 4),  # 181
        ]
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
