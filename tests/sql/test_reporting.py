"""How late each report was, what became of refused files, and how many warnings of each kind there are."""

from datetime import date, datetime

import pytest

from tests.world import Row, World, submission, write_csv

pytestmark = pytest.mark.slow

RECEIVED = {
    "a1.csv": "2022-03-10 15:50",
    "b1.csv": "2022-03-13 08:00",
    "c1-bad.csv": "2022-03-09 08:00",
    "a2.csv": "2022-06-05 08:00",
    "a2-again.csv": "2022-06-20 08:00",
    "b2.csv": "2022-06-06 08:00",
    "b2-bad.csv": "2022-06-21 08:00",
    "c2-bad.csv": "2022-06-11 08:00",
    "c2-mended.csv": "2022-06-12 08:00",
    "who.csv": "2022-06-15 08:00",
    "two-bad.csv": "2022-06-22 08:00",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("reporting"))
    for unit in "ABCD":
        world.unit(unit)
    world.elements("n", "d")
    world.rate("R", "n", "d")
    world.plan("N")
    world.target("N", "R", 90)
    good, bad = {"n": 7, "d": 10}, {"n": -1, "d": 10}
    world.file("a1.csv", submission("A", 2022, 1, good))
    world.file("b1.csv", submission("B", 2022, 1, good))
    world.file("c1-bad.csv", submission("C", 2022, 1, bad))
    world.file("a2.csv", submission("A", 2022, 2, good, "2022-05-25"))
    world.file("b2.csv", submission("B", 2022, 2, good))
    world.file("c2-bad.csv", submission("C", 2022, 2, bad))
    write_csv(world.root / "inbox" / "received.csv", ["file", "received_at"], [[k, v] for k, v in RECEIVED.items()])
    world.publish()
    world.file("a2-again.csv", submission("A", 2022, 2, {"n": 8, "d": 10}, "2022-05-25"))
    world.file("b2-bad.csv", submission("B", 2022, 2, bad))
    world.file("c2-mended.csv", submission("C", 2022, 2, good))
    world.file("who.csv", [("A", "hai nghìn", 1, "n", 1, None)])
    world.file("two-bad.csv", submission("A", 2022, 2, {"n": -2, "d": 1}), submission("D", 2022, 2, {"n": -3, "d": -1}))
    return world.publish()


def status(world: World, unit: str, quarter: int) -> Row:
    return world.one("mart.submission_status", unit_code=unit, year=2022, quarter=quarter)


@pytest.mark.parametrize(
    ("unit", "quarter", "expected"),
    [
        ("A", 1, ("on_time", 0)),  # the last minutes before the deadline
        ("B", 1, ("late", 3)),
        ("C", 1, ("refused", None)),
        ("D", 1, ("missing", None)),
        ("A", 2, ("on_time", 0)),  # corrected after the deadline, but the first one was in time
        ("C", 2, ("late", 2)),
        ("D", 2, ("refused", None)),
    ],
)
def test_days_late_count_from_the_first_accepted_report(world: World, unit: str, quarter: int, expected: tuple) -> None:
    row = status(world, unit, quarter)
    assert (row["report_status"], row["days_late"]) == expected


def test_corrected_provisional_and_a_newer_file_sent_back_are_marked(world: World) -> None:
    def marks(unit: str, quarter: int) -> tuple[bool, ...]:
        row = status(world, unit, quarter)
        return row["is_corrected"], row["is_provisional"], row["is_newer_refused"]

    assert marks("A", 2) == (True, True, True)  # within one load the later received is the later file
    assert marks("B", 2) == (False, False, True)
    assert marks("C", 2) == marks("D", 1) == (False, False, False)
    assert status(world, "B", 2)["last_refused_at"] == datetime(2022, 6, 21, 8)


def test_the_quarter_in_numbers(world: World) -> None:
    row = world.one("mart.reporting_quarter", year=2022, quarter=2)
    assert row["due_on"] == date(2022, 6, 10)
    counted = {key.removeprefix("reports_"): row[key] for key in row if key.startswith("reports_")}
    assert counted == {
        "expected": 4, "received": 3, "on_time": 2, "late": 1, "untimed": 0, "timed": 4, "refused": 1, "unread": 0, "missing": 0,
        "corrected": 1, "provisional": 1,
    }  # fmt: skip
    assert row["days_late_most"] == 2


def test_the_record_of_a_unit_over_the_year(world: World) -> None:
    row = world.one("mart.reporting_record", unit_code="C", year=2022)
    assert (row["reports_expected"], row["reports_received"], row["reports_late"], row["reports_refused"]) == (2, 1, 1, 1)
    assert (row["refused_count"], row["days_late_total"], row["days_late_most"]) == (2, 2, 2)
    assert world.one("mart.reporting_record", unit_code="B", year=2022)["days_late_total"] == 3


def returned(world: World, file: str) -> Row:
    return world.one("log.returned_file", file=file)


def test_a_refused_file_stands_in_its_quarter_with_its_errors_and_copy(world: World) -> None:
    row = returned(world, "c1-bad.csv")
    assert (row["year"], row["quarter"], row["is_period_known"], row["unit_names"], row["errors"]) == (2022, 1, True, "C", 1)
    assert (world.root / "returned" / row["returned_name"]).is_file()
    assert not row["is_replaced"]


def test_a_refused_file_that_was_sent_again_is_replaced(world: World) -> None:
    assert returned(world, "c2-bad.csv")["is_replaced"]
    assert not returned(world, "b2-bad.csv")["is_replaced"]


def test_a_file_of_several_units_names_them_all(world: World) -> None:
    row = returned(world, "two-bad.csv")
    assert (row["unit_names"], row["unit_code"], row["is_replaced"]) == ("A, D", None, False)
    assert row["errors"] == 3


def test_a_file_without_a_period_stands_in_the_quarter_that_was_due_when_it_came(world: World) -> None:
    row = returned(world, "who.csv")
    assert (row["year"], row["quarter"], row["is_period_known"], row["unit_names"]) == (2022, 2, False, None)
    assert row["errors"] > 0


def test_every_refused_file_is_listed_once_for_each_quarter(world: World) -> None:
    assert len(world.rows("log.returned_file")) == len(world.sql("select 1 from log.file where status <> 'accepted'")) == 5


def test_problems_are_counted_by_kind_for_unit_and_province(world: World) -> None:
    where = {"year": 2022, "quarter": 2, "severity": "error"}
    kinds = world.rows("log.problem_count", scope="province", code="negative_value", field_code="all", **where)
    assert [(row["place_code"], row["kind_name"], row["problems"]) for row in kinds] == [("42", "Số âm", 5)]
    assert world.one("log.problem_count", scope="unit", place_code="D", code="all", field_code="all", **where)["problems"] == 2


def test_counts_are_the_rows_of_the_list(world: World) -> None:
    for row in world.rows("log.problem_count", scope="unit"):
        where = {"unit_code": row["place_code"], "year": row["year"], "quarter": row["quarter"], "severity": row["severity"]}
        kind = {} if row["code"] == "all" else {"code": row["code"]}
        field = {} if row["field_code"] == "all" else {"field_code": row["field_code"]}
        assert len(world.rows("log.problem", **where, **kind, **field)) == row["problems"]


def test_a_problem_at_a_figure_is_of_its_field_and_others_of_none(world: World) -> None:
    wrong = world.rows("log.problem", code="negative_value")
    assert {(row["data_element_code"], row["field_code"]) for row in wrong} == {("n", "F"), ("d", "F")}
    missing = [row for row in world.rows("log.problem") if row["file"] == "who.csv"]
    assert missing and {row["field_code"] for row in missing} == {None}
    counted = world.rows("log.problem_count", scope="province", code="negative_value")
    assert {row["field_code"] for row in counted} == {"F", "all"}


def test_a_warning_knows_its_figure_and_the_kind_has_a_name(make_world) -> None:
    world: World = make_world("doubt")
    world.unit("A", short_name="An")
    world.element("n")
    world.count("K", "n")
    world.plan("N")
    world.target("N", "K", 1)
    earlier = [(year, quarter, 5) for year in (2020, 2021) for quarter in (1, 2, 3, 4)]
    for year, quarter, value in (*earlier, (2022, 1, 5000)):
        world.file(f"{year}-{quarter}.csv", submission("A", year, quarter, {"n": value}))
    world.publish()
    row = next(each for each in world.rows("log.problem", severity="warning") if "khác hẳn" in each["message"])
    assert (row["data_element_code"], row["unit_short_name"]) == ("n", "An")
    assert (row["file"], row["province_code"]) == ("2022-1.csv", "42")
    assert "5.000 khác hẳn 8 quý trước của đơn vị (thường khoảng 5)" in row["message"]


def test_numbers_in_messages_are_written_as_on_the_pages(make_world) -> None:
    world: World = make_world("numbers")
    world.unit("A")
    for code in ("old", "new", "done", "left", "filler"):
        world.element(code, unit_of_measure="triệu đồng")
    world.count("K", "filler")
    world.plan("N")
    world.target("N", "K", 1)
    world.add("rules", rule_code="R", name="Khớp", left="old + new", operator="==", right="done + left", missing="skip_any",
              severity="warning")  # fmt: skip
    world.add("case_flows", flow_code="F", field_code="F", name="Dòng án", opening="old", received="new", resolved="done",
              closing="left")  # fmt: skip
    rest = {"new": 1, "done": 0, "filler": 1}
    world.file("1.csv", submission("A", 2022, 1, {"old": 1200, "left": "1201.5"} | rest))
    world.file("2.csv", submission("A", 2022, 2, {"old": 1234567, "left": 1234568} | rest))
    world.publish()
    said = {row["code"]: row["message"] for row in world.rows("log.problem")}
    assert "tồn đầu kỳ là 1.234.567, còn tồn cuối quý I/2022 đã báo cáo là 1.201,5." in said["opening_differs_from_last_closing"]
    assert "đang là 1.201 và 1.201,5" in said["rule_broken"]
