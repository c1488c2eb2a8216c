"""Small worlds at the edges of the contract, each worked out by hand from it and held against the oracle as well.

One world has a working year with a leap day, 1 December 2023 to 30 November 2024 (366 days), another a year that moves. Each story
has its own province, elements and indicators, so that none touches another.
"""

import pytest

from tests.oracle.compare import differences, report
from tests.sql.edges import YEAR, of, reports, send
from tests.world import World

pytestmark = pytest.mark.slow

TENTH = [f"e{number}" for number in range(1, 21)]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("leap"))
    world.plan("G", "assigned", YEAR)
    for story in (leap_day, late_first, ceilings, tenth, withdrawn):
        story(world)
    return world.publish()


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("moved"))
    moved_year(world)
    return world.publish()


@pytest.mark.parametrize("name", ["world", "moved"])
def test_the_oracle_agrees_on_every_row(name: str, request: pytest.FixtureRequest) -> None:
    differing = differences(request.getfixturevalue(name).root)
    assert not differing, report(differing)


# ---- a leap day


def leap_day(world: World) -> None:
    """One a day is asked. M was open all along; L opened on 29 February itself, which is the last day of quarter I."""
    world.element("leap")
    world.count("LEAP", "leap")
    world.target("G", "LEAP", 366)
    world.unit("M", province_code="01")
    world.unit("L", province_code="01", opened_on="2024-02-29")
    send(world, "M", 1, leap=90)
    send(world, "M", 2, leap=93)
    send(world, "L", 1, leap=1)
    send(world, "L", 2, leap=91)


def test_a_leap_day_is_a_day(world: World) -> None:
    assert {quarter: of(world, "M", "LEAP", "expected")[quarter] for quarter in (1, 2)} == {1: 91, 2: 183}
    assert of(world, "M", "LEAP", "status") == {1: "behind", 2: "on_track", 3: "not_reported", 4: "not_reported"}
    assert set(of(world, "L", "LEAP", "target").values()) == {276}
    assert {quarter: of(world, "L", "LEAP", "expected")[quarter] for quarter in (1, 2)} == {1: 1, 2: 93}
    assert {quarter: of(world, "L", "LEAP", "status")[quarter] for quarter in (1, 2)} == {1: "on_track", 2: "behind"}
    assert "mức đến ngày 30/11/2024 là 276 vụ (mức cả năm 366, tính cho 276/366 ngày hoạt động)" in of(world, "L", "LEAP", "reason")[1]


# ---- what stood at the start, where quarter I is missing


def late_first(world: World) -> None:
    """F sent nothing of quarter I; H sent its stock alone, and another one later."""
    world.elements("done", "came")
    world.element("stock", "first")
    world.rate("STOCK", "done", "stock + came")
    world.target("G", "STOCK", 40)
    world.unit("F", province_code="02")
    world.unit("H", province_code="02")
    send(world, "F", 2, stock=10, done=2, came=2)
    send(world, "F", 3, stock=99, done=4, came=3)
    send(world, "H", 1, stock=7)
    send(world, "H", 2, done=2, came=2)
    send(world, "H", 3, stock=5, done=1, came=1)


def test_the_first_stock_is_that_of_the_earliest_counted_quarter_that_has_it(world: World) -> None:
    assert of(world, "F", "STOCK", "numerator") == {1: None, 2: 2, 3: 6, 4: None}
    assert of(world, "F", "STOCK", "denominator") == {1: None, 2: 12, 3: 15, 4: None}
    assert of(world, "F", "STOCK", "status") == {1: "not_reported", 2: "behind", 3: "met", 4: "not_reported"}
    # No counted quarter of H had one until quarter III: until then it is the one of quarter I.
    assert of(world, "H", "STOCK", "denominator") == {1: None, 2: 9, 3: 8, 4: None}
    for unit in "FH":
        assert not of(world, unit, "STOCK", "is_complete")[3]
        assert "quý I" in of(world, unit, "STOCK", "reason")[3]


# ---- a ceiling for each quarter


def ceilings(world: World) -> None:
    """At most two each quarter: C goes over in quarter II, before its end; E stays; Q was silent at first and then goes over."""
    world.element("faults")
    world.count("FAULTS", "faults", direction="at_most")
    world.target("G", "FAULTS", 2, phasing="each_quarter")
    for unit in ("C", "E", "Q"):
        world.unit(unit, province_code="03")
    for quarter, faults in ((1, 1), (3, 0), (4, 0)):
        send(world, "C", quarter, faults=faults)
    send(world, "C", 2, faults=3, to="2024-04-10")
    for quarter in (1, 2, 3, 4):
        send(world, "E", quarter, faults=2)
    send(world, "Q", 2, faults=3)


def test_a_ceiling_that_one_quarter_passed_stays_passed(world: World) -> None:
    assert of(world, "C", "FAULTS", "status") == {1: "met", 2: "missed", 3: "missed", 4: "missed"}
    assert of(world, "E", "FAULTS", "status") == dict.fromkeys((1, 2, 3, 4), "met")
    assert of(world, "E", "FAULTS", "target") == {1: 2, 2: 4, 3: 6, 4: 8}
    assert of(world, "Q", "FAULTS", "status") == {1: "not_reported", 2: "missed", 3: "not_reported", 4: "not_reported"}
    assert of(world, "C", "FAULTS", "value")[4] == 4 and of(world, "C", "FAULTS", "margin")[4] == 4
    assert "quý II" in of(world, "C", "FAULTS", "reason")[4]


# ---- a correction that loses a tenth, and one that loses more


def tenth(world: World) -> None:
    """Of twenty numbers K loses two, which is a tenth; of nineteen J loses two, which is more."""
    world.elements(*TENTH)
    world.count("TENTH", "e20")
    world.target("G", "TENTH", 5)
    for unit, first in (("K", TENTH), ("J", TENTH[1:])):
        world.unit(unit, province_code="04")
        send(world, unit, 1, file=f"a-{unit}", **dict.fromkeys(first, 5))
        send(world, unit, 1, file=f"b-{unit}", **dict.fromkeys(first[:-2], 6))


def test_a_tenth_may_be_lost_and_no_more(world: World) -> None:
    assert (reports(world, "K", 1)["status"], reports(world, "K", 1)["version"]) == ("accepted", 2)
    assert of(world, "K", "TENTH", "status")[1] == "not_reported"
    figures = {row["data_element_code"]: row["value"] for row in world.rows("mart.figure", unit_code="K", quarter=1)}
    assert figures == dict.fromkeys(TENTH[:-2], 6)
    warned = [row for row in world.rows("log.problem", unit_code="K", severity="warning") if "Số e19" in row["message"]]
    assert warned and "Số e20" in warned[0]["message"]
    assert (of(world, "J", "TENTH", "value")[1], of(world, "J", "TENTH", "status")[1]) == (5, "met")
    held = [row for row in world.rows("log.problem", unit_code="J", severity="error")]
    assert held and "Số e19" in held[0]["message"] and "Số e20" in held[0]["message"]


# ---- a report that was withdrawn


def withdrawn(world: World) -> None:
    """W took its report back; V took it back and sent another."""
    world.element("sent")
    world.count("SENT", "sent")
    world.target("G", "SENT", 4)
    for unit in "WV":
        world.unit(unit, province_code="05")
        send(world, unit, 1, file=f"a-{unit}", sent=4)
        send(world, unit, 1, file=f"b-{unit}", sent="rút")
        send(world, unit, 2, sent=3)
    send(world, "V", 1, file="c-V", sent=1)


def test_a_withdrawn_report_is_missing_until_another_comes(world: World) -> None:
    assert [reports(world, unit, 1)["status"] for unit in "WV"] == ["missing", "accepted"]
    assert of(world, "W", "SENT", "status")[1] == "not_reported" and of(world, "W", "SENT", "value")[2] == 3
    assert not of(world, "W", "SENT", "is_complete")[2]
    assert of(world, "V", "SENT", "value") == {1: 1, 2: 4, 3: None, 4: None} and of(world, "V", "SENT", "is_complete")[2]
    assert not world.rows("mart.figure", unit_code="W", quarter=1)


# ---- a year that moves, and plans issued around its edge


def moved_year(world: World) -> None:
    """2024 ends on 30 September: 305 days. A later plan of 2024 comes after its end, the first of 2025 after its start."""
    world.calendar = 'year_starts: "12-01"\nchanges:\n  - {from_year: 2025, year_starts: "10-01"}\n'
    world.elements("n")
    world.count("N", "n")
    world.unit("A")
    world.unit("B", opened_on="2024-08-01")
    world.plan("G24", "assigned", 2024, issued_on="2023-12-10")
    world.target("G24", "N", 305)
    world.plan("G24B", "assigned", 2024, issued_on="2024-10-20")
    world.target("G24B", "N", 1)
    world.plan("G25", "assigned", 2025, issued_on="2024-10-05")
    world.target("G25", "N", 365)
    world.plan("G25B", "assigned", 2025, issued_on="2024-12-31")
    world.target("G25B", "N", 730)
    for quarter, n in ((1, 91), (2, 91), (3, 92), (4, 30)):
        send(world, "A", quarter, n=n)
    send(world, "B", 4, n=61)
    send(world, "A", 1, year=2025, n=92, to="2024-12-30")
    send(world, "A", 2, year=2025, n=90)


def test_a_short_year_is_reckoned_by_its_own_days(moved: World) -> None:
    assert of(moved, "A", "N", "expected") == {1: 91, 2: 183, 3: 275, 4: 305}
    assert of(moved, "A", "N", "status") == {1: "on_track", 2: "behind", 3: "behind", 4: "missed"}
    assert of(moved, "B", "N", "target")[4] == 61 and of(moved, "B", "N", "status")[4] == "met"


def test_a_plan_that_comes_after_the_year_does_not_judge_it(moved: World) -> None:
    assert set(of(moved, "A", "N", "target").values()) == {305}


def test_the_first_plan_judges_what_came_before_it_and_the_next_from_its_day(moved: World) -> None:
    # Quarter I runs to 30 December, a day before the second plan.
    assert [of(moved, "A", "N", "target", year=2025)[quarter] for quarter in (1, 2)] == [365, 730]
    assert of(moved, "A", "N", "expected", year=2025)[1] == 91
    assert of(moved, "A", "N", "expected", year=2025)[2] == 364  # 182 of 365 days
    assert of(moved, "A", "N", "status", year=2025)[1] == "on_track"


def test_quarters_of_other_months_are_not_compared_in_silence(moved: World) -> None:
    before = {row["quarter"]: row for row in moved.rows("mart.year_before", year=2025)}
    assert before[1]["obstacle"] is None and "01/12/2023 đến 29/02/2024, khác tháng" in before[1]["other_months"]


def test_a_quarter_cut_short_is_compared_with_the_one_before_nowhere_and_it_is_said_why(moved: World) -> None:
    rows = moved.rows("mart.level_quarter", year=YEAR, quarter=4, level="headline", field_code="all")
    assert {row["scope"]: row["comparison_note"] for row in rows} == dict.fromkeys(
        ("unit", "province"), "Không so sánh: quý III dài 92 ngày, quý IV dài 30 ngày."
    )
