"""Which reports came, where each number came from, and what later versions changed."""

import unicodedata
from datetime import date, datetime

import pytest

from tests.oracle.calendar import Calendar
from tests.world import Row, World, submission

TODAY = date.today()
NOW = (TODAY.year + (TODAY.month == 12), TODAY.month % 12 // 3 + 1)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("submissions"))
    for unit in "ABC":
        world.unit(unit)
    world.unit("D", opened_on="2022-03-01")
    world.elements("n", "d", "k")
    world.rate("R", "n", "d")
    world.plan("N")
    world.target("N", "R", 90)
    world.file("1-first.csv", submission("A", 2022, 1, {"n": 7, "d": 10, "k": 1}, "2022-02-25"))
    world.file("2-refused.csv", submission("B", 2022, 1, {"n": -1, "d": 10}))
    world.file("3-not-open.csv", submission("D", 2022, 1, {"n": 1, "d": 10}))
    world.file("4-now.csv", submission("A", *NOW, {"n": 7, "d": 10}, TODAY))
    world.publish()
    world.file("0-corrected.csv", submission("A", 2022, 1, {"n": 8, "d": 10, "k": "rút"}))
    world.file("5-whole.csv", submission("A", 2022, 2, {"n": 1, "d": 2}), submission("C", 2022, 2, {"n": 2, "d": 4}))
    world.publish()
    world.file("6-refused-too.csv", submission("A", 2022, 2, {"n": 1, "d": -2}))
    return world.publish()


def status(world: World, unit: str, year: int = 2022, quarter: int = 1) -> Row:
    return world.one("mart.submission_status", unit_code=unit, year=year, quarter=quarter)


def test_accepted_on_the_first_day_of_all_long_after_it_was_due(world: World) -> None:
    row = status(world, "A")
    assert (row["expected"], row["status"], row["is_on_time"], row["report_status"]) == (True, "accepted", False, "untimed")
    assert row["due_on"] == date(2022, 3, 10)
    assert isinstance(row["received_at"], datetime)


def test_accepted_on_time(world: World) -> None:
    row = status(world, "A", *NOW)
    assert (row["status"], row["is_on_time"], row["version"], row["period_to"]) == ("accepted", True, 1, TODAY)


def test_figures_run_to_the_quarters_end_unless_the_file_says_otherwise(world: World) -> None:
    assert status(world, "A")["period_to"] == date(2022, 2, 28)
    assert status(world, "A", quarter=2)["period_to"] == Calendar().quarter(2022, 2).ends


def test_a_later_load_replaces_whatever_the_files_are_called(world: World) -> None:
    assert status(world, "A")["version"] == 2
    assert world.one("mart.attainment", unit_code="A", indicator_code="R", year=2022, quarter=1)["numerator"] == 8


def test_refused(world: World) -> None:
    row = status(world, "B")
    assert (row["expected"], row["status"]) == (True, "refused")
    assert row["file"] == row["last_refused_file"] == "2-refused.csv", "which file went back is what the office asks first"
    assert world.rows("mart.figure", unit_code="B", year=2022, quarter=1) == []


def test_what_was_accepted_before_stays_when_a_later_file_is_refused(world: World) -> None:
    row = status(world, "A", quarter=2)
    assert (row["status"], row["file"], row["last_refused_file"]) == ("accepted", "5-whole.csv", "6-refused-too.csv")
    assert status(world, "C", quarter=2)["last_refused_file"] is None
    assert world.one("mart.attainment", unit_code="A", indicator_code="R", year=2022, quarter=2)["denominator"] == 12


def test_missing(world: World) -> None:
    row = status(world, "C")
    assert (row["expected"], row["status"], row["received_at"], row["period_to"]) == (True, "missing", None, None)
    assert not row["is_on_time"] and not row["version"]


def test_a_unit_that_was_not_open_is_not_expected_and_cannot_report(world: World) -> None:
    rows = world.rows("mart.submission_status", unit_code="D", year=2022, quarter=1)
    assert [row["status"] for row in rows if row["expected"]] == []
    assert status(world, "D", quarter=2)["expected"] is True
    assert world.rows("mart.figure", unit_code="D") == []


def test_each_number_knows_its_file_and_cell(world: World) -> None:
    rows = world.rows("mart.figure", year=2022, quarter=2)
    figures = {(row["unit_code"], row["data_element_code"]): row for row in rows}
    assert set(figures) == {("A", "n"), ("A", "d"), ("C", "n"), ("C", "d")}
    last = figures["C", "d"]
    assert (last["value"], last["ytd_value"]) == (4, 4)
    assert (last["file"], last["sheet"], last["cell"]) == ("5-whole.csv", None, "E5")
    assert figures["A", "n"]["ytd_value"] == 9


def test_figures_are_those_of_the_version_in_force(world: World) -> None:
    rows = world.rows("mart.figure", unit_code="A", year=2022, quarter=1)
    assert {row["data_element_code"]: (row["value"], row["file"]) for row in rows} == {
        "n": (8, "0-corrected.csv"),
        "d": (10, "0-corrected.csv"),
    }


def test_revisions_show_both_numbers(world: World) -> None:
    revised = {row["data_element_code"]: row for row in world.rows("mart.revision", unit_code="A", version=2)}
    assert (revised["n"]["old_value"], revised["n"]["new_value"]) == (7, 8)
    assert (revised["k"]["old_value"], revised["k"]["new_value"]) == (1, None)
    assert isinstance(revised["n"]["received_at"], datetime)
    assert all(row["old_value"] != row["new_value"] for row in world.rows("mart.revision"))


def test_problems_say_where_and_what_in_vietnamese(world: World) -> None:
    problem = world.one("log.problem", file="2-refused.csv", severity="error")
    assert (problem["unit_code"], problem["year"], problem["quarter"]) == ("B", 2022, 1)
    assert problem["sheet"] is None and problem["cell"] == "E2"
    assert "−1" in problem["message"] and unicodedata.is_normalized("NFC", problem["message"])
    assert problem["code"].isidentifier()


def test_a_report_of_a_quarter_in_which_the_unit_was_not_open_is_a_problem(world: World) -> None:
    assert world.rows("log.problem", file="3-not-open.csv", severity="error")
