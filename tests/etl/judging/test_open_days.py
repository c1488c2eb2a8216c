"""An office reports for every quarter in which it was open on any day, for those days, and for no other."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.world import World, submission

VALUES = {"n": 2, "d": 4}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Offices that close and open inside the third quarter of 2025; year 2026 begins on 1 August and 2025 lacks a quarter."""
    world = World(tmp_path_factory.mktemp("open-days"))
    world.calendar = 'year_starts: "12-01"\nchanges: [{from_year: 2026, year_starts: "08-01"}]\n'
    world.unit("OLD", closed_on="2025-06-30")
    world.unit("NEW", opened_on="2025-07-01")
    world.elements("n", "d")
    world.rate("R", "n", "d")
    world.plan("N", year=2025)
    world.target("N", "R", 90)
    world.file("old.csv", submission("OLD", 2025, 3, VALUES))
    world.file("old-dated.csv", submission("OLD", 2025, 2, VALUES, "2025-05-20"))
    world.file("new.csv", submission("NEW", 2025, 3, VALUES, "2025-07-20"))
    world.file("before.csv", submission("NEW", 2025, 2, VALUES))
    world.file("after.csv", submission("OLD", 2026, 1, VALUES))
    world.file("too-early.csv", submission("NEW", 2025, 3, VALUES, "2025-06-30"))
    world.file("no-quarter.csv", submission("NEW", 2025, 4, VALUES))
    return world.publish()


def said(world: World, file: str) -> list[tuple[str, str]]:
    return [(row["code"], row["message"]) for row in world.rows("log.problem", file=file, severity="error")]


def test_a_part_of_the_quarter_is_enough(world: World) -> None:
    accepted = {row["file"] for row in world.rows("mart.figure")}
    assert accepted == {"old.csv", "old-dated.csv", "new.csv"}


def test_figures_run_to_the_last_day_of_the_office_and_are_whole_then(world: World) -> None:
    rows = {row["file"]: (row["period_to"], row["is_provisional"]) for row in world.rows("mart.submission_status", status="accepted")}
    assert rows == {
        "old.csv": (date(2025, 6, 30), False),
        "old-dated.csv": (date(2025, 5, 20), True),
        "new.csv": (date(2025, 7, 20), True),
    }


@pytest.mark.parametrize(
    ("file", "code", "says"),
    [
        ("before.csv", "unit_not_open", "hoạt động từ 01/07/2025"),
        ("after.csv", "unit_not_open", "hoạt động đến hết 30/06/2025"),
        ("too-early.csv", "period_to_outside", "trước ngày VKSND NEW bắt đầu hoạt động (01/07/2025)"),
        ("no-quarter.csv", "no_such_quarter", "Năm công tác 2025 không có quý IV: năm này chỉ có 3 quý, đến hết 31/07/2025"),
    ],
)
def test_what_lies_outside_its_days_is_refused_with_them(world: World, file: str, code: str, says: str) -> None:
    assert [found for found, _ in said(world, file)] == [code]
    assert says in said(world, file)[0][1]


def test_the_form_of_such_a_quarter_runs_over_the_days_open_and_is_read_so(world: World, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    for unit, days in {"OLD": (date(2025, 6, 1), date(2025, 6, 30)), "NEW": (date(2025, 7, 1), date(2025, 7, 31))}.items():
        outcome = world.run("template", "--unit", unit, "--year", "2025", "--quarter", "3", "-o", str(form))
        assert outcome.code == 0, outcome.output
        front = openpyxl.load_workbook(form)["Thông tin"]
        assert (front["C6"].value.date(), front["E6"].value.date()) == days
        checked = world.run("check", str(form))
        assert "Kỳ số liệu" not in checked.output and "không có số liệu nào" in checked.output


@pytest.mark.parametrize(
    ("unit", "quarter", "says"), [("OLD", "4", "chỉ có 3 quý"), ("NEW", "2", "không hoạt động ngày nào trong quý II/2025")]
)
def test_there_is_no_form_for_a_quarter_that_nobody_can_report(world: World, tmp_path: Path, unit: str, quarter: str, says: str) -> None:
    outcome = world.run("template", "--unit", unit, "--year", "2025", "--quarter", quarter, "-o", str(tmp_path / "x.xlsx"))
    assert outcome.code == 2 and says in " ".join(outcome.output.split())


def test_a_calendar_that_takes_away_a_reported_quarter_is_not_published(world: World, tmp_path: Path) -> None:
    moved = world.copy(tmp_path / "moved")
    moved.calendar = 'year_starts: "12-01"\nchanges: [{from_year: 2026, year_starts: "05-01"}]\n'
    outcome = moved.load()
    assert outcome.code == 1 and "calendar.yml không có quý mà đã nhận báo cáo (năm/quý): 2025/3" in outcome.output


def test_a_quarter_that_nobody_can_report_is_expected_of_nobody(world: World) -> None:
    assert {(row["year"], row["quarter"]) for row in world.rows("mart.submission_status")} == {(2025, 1), (2025, 2), (2025, 3)}
