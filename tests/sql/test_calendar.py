"""The working year stands in calendar.yml alone: another calendar, other quarters, other days, other deadlines."""

from datetime import date

import pytest

from tests.world import Row, World, submission

pytestmark = pytest.mark.slow

CALENDAR = """\
year_starts: "01-01"
report_due_days: 5
locked_through: 2021-Q4
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("calendar"))
    world.calendar = CALENDAR
    world.unit("A")
    world.unit("B", opened_on="2022-04-01")
    world.elements("k", "m")
    world.count("LINEAR", "k")
    world.count("AUTUMN", "m")
    world.plan("G", "assigned")
    world.target("G", "LINEAR", 730)
    world.target("G", "AUTUMN", 730, due_on="2022-09-30")
    for quarter in (1, 2, 3):
        world.file(f"{quarter}.csv", submission("A", 2022, quarter, {"k": 100, "m": 200}))
    world.file("locked.csv", submission("A", 2021, 4, {"k": 1}))
    world.file("december.csv", submission("B", 2022, 2, {"k": 1, "m": 1}, "2022-06-30"))
    return world.publish()


def row(world: World, quarter: int, indicator: str = "LINEAR") -> Row:
    return world.one("mart.attainment", unit_code="A", indicator_code=indicator, year=2022, quarter=quarter)


def test_days_are_counted_from_the_year_that_is_set(world: World) -> None:
    assert [row(world, quarter)["expected"] for quarter in (1, 2, 3)] == [180, 362, 546]
    assert row(world, 1)["status"] == "behind"


def test_a_due_date_at_the_end_of_such_a_quarter(world: World) -> None:
    assert [row(world, quarter, "AUTUMN")["expected"] for quarter in (1, 2, 3)] == [240, 483, 730]
    assert row(world, 3, "AUTUMN")["status"] == "missed"
    assert row(world, 3)["status"] == "behind"


def test_figures_run_to_the_end_of_such_a_quarter(world: World) -> None:
    status = world.one("mart.submission_status", unit_code="A", year=2022, quarter=1)
    assert (status["period_to"], status["due_on"]) == (date(2022, 3, 31), date(2022, 4, 5))
    assert row(world, 1)["is_provisional"] is False


def test_a_unit_is_open_from_the_first_day_of_such_a_quarter(world: World) -> None:
    assert not world.rows("mart.attainment", unit_code="B", year=2022, quarter=1)
    assert world.one("mart.attainment", unit_code="B", indicator_code="LINEAR", year=2022, quarter=2)["value"] == 1


def test_a_locked_quarter_takes_no_more_reports(world: World) -> None:
    assert world.rows("log.problem", file="locked.csv", severity="error")
    assert not world.rows("mart.figure", file="locked.csv")
