"""On a first deployment nobody is late for what lay in the inbox already, nor for quarters before the system began."""

from datetime import date, datetime

import pytest

from common.paths import DataDir
from etl.commands.loading import load
from tests.world import World, submission, write_csv

pytestmark = pytest.mark.slow

GOOD = {"n": 7, "d": 10}
FIRST, SAME_DAY, NEXT = datetime(2022, 10, 3, 8), datetime(2022, 10, 3, 15), datetime(2022, 10, 4, 9)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """In use since the second quarter of 2022; begins on 3 October with the reports of three quarters."""
    world = World(tmp_path_factory.mktemp("first_days"))
    world.calendar = "since: 2022-Q2\nreport_due_days: 33\n"
    for unit in "ABCDE":
        world.unit(unit)
    world.elements("n", "d")
    world.rate("R", "n", "d")
    world.plan("N")
    world.target("N", "R", 80)
    world.file("a.csv", submission("A", 2022, 1, GOOD), submission("A", 2022, 2, GOOD), submission("A", 2022, 3, GOOD))
    world.file("dated-late.csv", submission("B", 2022, 2, GOOD))
    world.file("dated-early.csv", submission("B", 2022, 1, GOOD), submission("C", 2022, 2, GOOD))
    received = [["dated-late.csv", "2022-07-05 10:00"], ["dated-early.csv", "2022-06-02 10:00"]]
    write_csv(world.root / "inbox" / "received.csv", ["file", "received_at"], received)
    for moment, unit in ((FIRST, None), (SAME_DAY, "D"), (NEXT, "E")):
        if unit:
            world.file(f"{unit}.csv", submission(unit, 2022, 2, GOOD), submission(unit, 2022, 3, GOOD))
        world.write()
        load(DataDir(world.root), moment)
    return world


@pytest.mark.parametrize(
    ("unit", "quarter", "state", "is_on_time", "days_late"),
    [
        ("A", 1, "untimed", False, None),  # before the system began
        ("B", 1, "untimed", False, None),  # even though it is known when it came
        ("A", 2, "untimed", False, None),  # there on the first day, nobody knows since when
        ("D", 2, "untimed", False, None),  # later on that day
        ("E", 2, "late", False, 93),  # on the next day
        ("B", 2, "late", False, 2),  # the list of receipts says when: due on 3 July
        ("C", 2, "on_time", True, 0),
        ("A", 3, "on_time", True, 0),  # whenever it came, it came in time
        ("E", 3, "late", False, 1),  # due on 3 October
    ],
)
def test_a_deadline_is_held_only_against_what_is_known(
    world: World, unit: str, quarter: int, state: str, is_on_time: bool, days_late: int | None
) -> None:
    row = world.one("mart.submission_status", unit_code=unit, year=2022, quarter=quarter)
    assert (row["status"], row["report_status"], row["is_on_time"], row["days_late"]) == ("accepted", state, is_on_time, days_late)
    assert row["is_late_or_returned"] is (state == "late")


def test_counts_say_how_many_have_no_deadline(world: World) -> None:
    row = world.one("mart.reporting_quarter", year=2022, quarter=2)
    assert row["due_on"] == date(2022, 7, 3)
    counted = [row[f"reports_{each}"] for each in ("expected", "received", "on_time", "late", "untimed", "timed")]
    assert counted == [5, 5, 1, 2, 2, 3]
    of_a = world.one("mart.reporting_record", unit_code="A", year=2022)
    assert [of_a[f"reports_{each}"] for each in ("expected", "on_time", "late", "untimed", "timed")] == [3, 1, 0, 2, 1]
    board = world.one("mart.unit_board", unit_code="A", year=2022, quarter=3, level="headline", field_code="all")
    assert (board["reports_late"], board["reports_late_or_returned"]) == (0, 0)


def test_the_first_day_is_remembered_when_the_tables_are_made_anew(world: World) -> None:
    before = world.rows("mart.submission_status")
    assert world.run("rebuild").code == 0
    assert world.rows("mart.submission_status") == before
