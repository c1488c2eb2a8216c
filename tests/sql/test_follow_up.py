"""Tasks and what the year says of a quarter: given rows in tables by hand, expected statuses and sentences."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from tests.sql import follow_up
from tests.sql.follow_up import STEP_TEXTS, row
from tests.sql.made_of import made_of


@pytest.fixture(scope="module")
def made() -> Iterator[duckdb.DuckDBPyConnection]:
    yield from follow_up.made()


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
        ("more", 3, "done_in_time", "Đã xong 60/52. Số đã làm (60) nhiều hơn số phải làm (52); cần xem lại."),
        ("even", 3, "open", "Đã được 7/10, đến nay phải có 7; hạn 30/11/2022."),  # 274 of 365 days: 7.5
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
        for table in ("work.period", "ref.periods"):
            made.execute(f"insert into {table} values (2023, 1, 'I', 8093, ?, '2023-02-28', ?, ?, 90)", [year[0], *year])
        for step in ("work.followed_period", "work.task", "work.follow_up", "mart.task_status"):
            made.execute(f"create or replace table {step} as {STEP_TEXTS[step]}")
        assert told() == before
    finally:
        made.execute("rollback")


@pytest.mark.parametrize(
    ("heard", "looked_back", "as_of", "status"),
    [
        ("2022-09-20", None, "2022-09-20", "open"),  # before the year began
        ("2022-12-26", None, "2022-12-26", "due_soon"),
        ("2023-01-10", None, "2023-01-10", "overdue"),
        ("2023-04-02", None, "2023-02-28", "overdue"),  # nothing of the quarter that has followed is reported: no claim on it
        ("2023-01-10", "2023-01-05", "2023-01-05", "due_soon"),
    ],
)
def test_tasks_of_a_year_that_nothing_is_reported_of_stand_as_on_the_last_day_that_anything_was_heard(
    made: duckdb.DuckDBPyConnection, heard: str, looked_back: str | None, as_of: str, status: str
) -> None:
    def of_2022() -> list[tuple[Any, ...]]:
        return made.execute("select task_key, quarter, status, as_of from mart.task_status where year = 2022 order by 1, 2").fetchall()

    before = of_2022()
    year = date(2022, 12, 1), date(2023, 11, 30)
    made.execute("begin")
    try:
        made.execute("insert into ref.periods values (2023, 1, 'I', 8093, ?, '2023-02-28', ?, ?, 90)", [year[0], *year])
        made.execute("insert into ref.tasks (unit_code, year, number, kind, due_on) values ('A', 2023, '1', 'focus', '2023-01-09')")
        made.execute("insert into raw.file values (77, 'tệp 77', ?, 'accepted')", [heard])
        made.execute("update raw.moment set as_of = ?", [looked_back])
        for step in ("stg.record", "work.followed_period", "work.record", "work.task", "work.follow_up", "mart.task_status"):
            made.execute(f"create or replace table {step} as {STEP_TEXTS[step]}")
        found = row(made, "mart.task_status", "year = 2023")
        assert (found["quarter"], str(found["as_of"]), found["status"], found["is_latest"]) == (1, as_of, status, True)
        if not looked_back:
            assert of_2022() == before
    finally:
        made.execute("rollback")


@pytest.fixture
def looked_back(made: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same as known on 12 September: what a pack of that day is made of."""
    made.execute("begin; update raw.moment set as_of = '2022-09-12'")
    for step in ("work.followed_period", "work.follow_up", "mart.task_status", "mart.finding_status"):
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
    assert row(made, "mart.task_status", "task_key = 'C/2022/even' and quarter = 3")["is_behind"] is False


@pytest.mark.parametrize(
    ("number", "quarter", "over", "left", "late"),
    [
        ("overdue", 3, 1, None, None),
        ("in_15", 2, None, 107, None),  # 31 May to 15 September
        ("in_15", 3, None, None, None),  # done before it was due: nothing is left to wait for
        ("late", 3, None, None, 5),
        ("late", 1, None, 92, None),
        ("in_time", 3, None, None, None),
        ("no_due", 3, None, None, None),
    ],
)
def test_days_are_told_of_what_they_are_days_of(
    made: duckdb.DuckDBPyConnection, number: str, quarter: int, over: int | None, left: int | None, late: int | None
) -> None:
    found = row(made, "mart.task_status", f"task_key = 'A/2022/{number}' and quarter = {quarter}")
    assert (found["days_over"], found["days_left"], found["days_late"]) == (over, left, late)


def test_an_office_that_opened_in_the_year_is_held_to_its_own_days(made: duckdb.DuckDBPyConnection) -> None:
    rows = made.execute("select quarter, number, expected from mart.task_status where unit_code = 'D' order by number").fetchall()
    assert rows == [(3, "past", 10), (3, "young", 7)]  # 78 of the 108 days from 15 June to 30 September; before June it had no tasks


def test_an_assignment_is_no_task_and_a_field_without_one_is_named(made: duckdb.DuckDBPyConnection) -> None:
    assert made.execute("select count(*) from mart.task_status where kind = 'assignment'").fetchall() == [(0,)]
    told = "select unit_code, field_code, responsible, is_assigned from mart.assignment where unit_code = 'A' order by all"
    rows = made.execute(told).fetchall()
    assert rows == [("A", "F", "Bà X", True), ("A", "G", None, False)]


def test_every_line_of_a_quarter_counts_what_stands_in_it(made: duckdb.DuckDBPyConnection) -> None:
    told = "select topic, reason from mart.year_line where province_code = '42' and quarter = 3"
    assert dict(made.execute(told).fetchall()) == {
        "plan_issued": "Ban hành kế hoạch: 2/2 đơn vị đã ban hành; 1 kịp thời, 0 muộn, 1 không rõ hạn; 2 đúng trình tự sau kế hoạch của "
        "tỉnh; 2 có ghi việc quán triệt chỉ thị.",
        "plan_raised": "Chỉ tiêu cao hơn: 2/2 đơn vị đề ra chỉ tiêu cao hơn mức giao, tất cả 3 chỉ tiêu; 0 đơn vị đề ra 0 chỉ tiêu "
        "thấp hơn; 1 chỉ tiêu đặt theo cách tính khác nên không so được.",
        "plan_added": "Chỉ tiêu đặt thêm: 0/2 đơn vị đặt thêm những chỉ tiêu khác, tất cả 0 chỉ tiêu.",
        "assignment": "Phân công nhiệm vụ: 0/2 đơn vị phân công người phụ trách đủ các lĩnh vực; còn thiếu: A (1 lĩnh vực).",
        # in_time and late are done, due_today is overdue
        "focus": "Nhiệm vụ trọng tâm: 1/2 đơn vị đưa vào kế hoạch, đã thực hiện 2/3 việc; 1 việc quá hạn.",
        "hearing": "Phiên toà rút kinh nghiệm: 1/2 đơn vị đưa vào kế hoạch, đã thực hiện 1/3 việc; 1 việc quá hạn.",
        "regular": "Nhiệm vụ thường xuyên: 1/2 đơn vị đưa vào kế hoạch, đã thực hiện 0/3 việc.",
        "weekly_meeting": "Giao ban tuần: 1/2 đơn vị đưa vào kế hoạch, đã thực hiện 30/52; 1 việc chậm so với tiến độ.",
        "monthly_meeting": "Giao ban tháng: 1/2 đơn vị đưa vào kế hoạch, đã thực hiện 0/12; 1 việc chưa báo số.",
        "inspection": "Kiểm tra: 1 đơn vị tỉnh kiểm tra trực tiếp, 1 đơn vị tự kiểm tra và gửi báo cáo, 0 đơn vị chưa có kết quả.",
        "shortcoming": "Hạn chế, thiếu sót: 1 điều ở 1 đơn vị; đã khắc phục và được xác nhận 1, quá hạn 0.",
        "reminder": "Lưu ý, nhắc nhở: 1 điều ở 1 đơn vị; đã khắc phục và được xác nhận 0, quá hạn 0.",
    }


def test_of_offices_that_say_nothing_of_their_tasks_no_line_says_who_is_in_charge(made: duckdb.DuckDBPyConnection) -> None:
    told = "select province_code, reason from mart.year_line where topic = 'assignment' and quarter = 3 order by 1"
    made.execute("begin")
    try:
        made.execute("insert into ref.units (unit_code, name, province_code, list_order) values ('E', 'E', '44', 5)")
        made.execute("insert into work.open_unit values ('E', 2022)")
        made.execute(f"create or replace table mart.year_line as {STEP_TEXTS['mart.year_line']}")
        assert made.execute(told).fetchall() == [
            ("42", "Phân công nhiệm vụ: 0/2 đơn vị phân công người phụ trách đủ các lĩnh vực; còn thiếu: A (1 lĩnh vực)."),
            ("43", "Phân công nhiệm vụ: 0/1 đơn vị phân công người phụ trách đủ các lĩnh vực; còn thiếu: D (2 lĩnh vực)."),
        ]
    finally:
        made.execute("rollback")


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


@pytest.mark.parametrize(
    ("planned", "done", "due_on", "as_of", "expected", "is_behind"),
    [
        (None, None, date(2022, 11, 30), date(2022, 8, 31), None, False),
        (1, None, date(2022, 11, 30), date(2022, 8, 31), None, False),  # one thing is done or not: no part of it by now
        (2, 1, date(2022, 11, 30), date(2022, 8, 31), 1, False),  # 274 of 365 days: 1.5
        (4, 2, date(2022, 11, 30), date(2022, 8, 31), 3, True),
        (4, 4, date(2022, 8, 31), date(2022, 8, 31), 4, False),
        (4, 3, date(2022, 8, 30), date(2022, 8, 31), 4, True),
    ],
)
def test_what_has_to_be_done_by_now_goes_by_the_days(
    planned: int | None, done: int | None, due_on: date, as_of: date, expected: int | None, is_behind: bool
) -> None:
    at = {"year": 2022, "quarter": 3}
    given = {
        "work.task": [{
            **at, "task_key": "k", "unit_code": "A", "number": "1", "kind": "focus", "field_code": None, "text": "t", "responsible": None,
            "due_on": due_on, "planned": planned, "evidence": None, "done": done,
        }],
        "ref.units": [
            {"unit_code": "A", "province_code": "42", "name": "A", "short_name": None, "opened_on": None, "closed_on": None}
        ],
        "work.follow_up": [{
            **at, "item": "task", "record_key": "k", "done_on": None, "as_of": as_of, "status": "open", "days_over": 0, "days_left": 91,
            "days_late": 0, "is_done": False, "is_latest": True,
        }],
        "work.followed_period": [{**at, "year_starts_on": date(2021, 12, 1), "year_ends_on": date(2022, 11, 30)}],
        "ref.fields": [{"field_code": "F", "name": "F", "short_name": None}],
        "ref.record_words": [{"about": "task_kind", "code": "focus", "name": "Trọng tâm"}],
        "ref.follow_up_statuses": [{"status": "open", "name": "Còn hạn", "sort_order": 1, "is_good": None, "is_open": True}],
    }  # fmt: skip
    types = dict.fromkeys(("opened_on", "closed_on", "done_on"), pa.date32()) | dict.fromkeys(("planned", "done"), pa.int32())
    (made,) = made_of("mart.task_status", given, types)
    assert (made["expected"], made["is_behind"]) == (expected, is_behind)
