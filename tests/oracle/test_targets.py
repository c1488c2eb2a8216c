"""The oracle's targets in force and quarters of their own, against statuses worked out by hand."""

from pathlib import Path
from typing import Any

import pytest

from tests.oracle.judging import OPEN
from tests.oracle.tables import Tables
from tests.world import World, submission


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Unit A, a count I of n and a rate R of n of d; year 2022."""
    world = World(tmp_path)
    world.unit("A")
    world.elements("n", "d")
    world.element("k", "last")
    world.count("I", "n")
    world.rate("R", "n", "d")
    return world


def send(world: World, quarter: int, to: str | None = None, unit: str = "A", **values: int) -> None:
    world.file(f"{unit}{quarter}.csv", submission(unit, 2022, quarter, values, to))


def seen(world: World, indicator: str, *columns: str, unit: str = "A") -> list[tuple[Any, ...]]:
    """The named columns of mart.attainment, quarter after quarter."""
    world.write()
    rows = sorted(Tables(world.root).mart["attainment"].items())
    return [tuple(row[column] for column in columns) for key, row in rows if key[:2] == (unit, indicator)]


def stances(world: World, indicator: str = "R") -> list[Any]:
    world.write()
    rows = sorted(Tables(world.root).mart["target_status"].items())
    return [row["stance"] for key, row in rows if key[1] == indicator and key[4] == "registered"]


def test_a_later_plan_holds_from_its_day_on(world: World) -> None:
    world.plan("G1", "assigned", issued_on="2022-01-10")
    world.plan("G2", "assigned", issued_on="2022-05-31")
    world.target("G1", "I", 2)
    world.target("G2", "I", 8)
    world.target("G2", "R", 50)
    world.plan("N", "national", issued_on="2022-04-01")
    world.target("N", "R", 40)
    send(world, 1, n=1, d=2)
    send(world, 2, n=1, d=2)
    assert seen(world, "I", "target") == [(2,), (8,)]
    # R is first named by the province's second plan; the sector's first plan judges what ended before it.
    assert seen(world, "R", "target", "target_level") == [(40, "national"), (50, "assigned")]


def test_on_the_same_day_the_higher_code_holds(world: World) -> None:
    for code, value in (("G2", 5), ("G1", 4)):
        world.plan(code, "assigned", issued_on="2022-02-28")
        world.target(code, "I", value)
    world.plan("G3", "assigned", issued_on=None)
    world.target("G3", "I", 3)
    send(world, 1, "2022-02-27", n=1)
    send(world, 2, n=1)
    assert seen(world, "I", "target") == [(3,), (5,)]


def test_a_head_that_is_unknown_leaves_no_target(world: World) -> None:
    world.plan("G", "assigned")
    world.target("G", "I", 2, per="k")
    world.plan("N", "national")
    world.target("N", "I", 1)
    send(world, 1, n=3)
    send(world, 2, n=3, k=4)
    send(world, 3, n=3)
    assert seen(world, "I", "status", "target", "target_level") == [
        ("no_target", None, "assigned"), ("on_track", 8, "assigned"), ("exceeded", 8, "assigned"),
    ]  # fmt: skip


def test_a_floor_of_each_quarter_waits_for_the_quarters_end(world: World) -> None:
    world.plan("G", "assigned")
    world.target("G", "I", 2, phasing="each_quarter")
    send(world, 1, "2022-02-01", n=1)
    send(world, 3, n=5)  # the second quarter is not reported: it counts in the target and is not itself short
    assert seen(world, "I", "status", "target", "value")[0] == ("behind", 2, 1)
    assert seen(world, "I", "status", "target", "value")[2] == ("met", 6, 6)


def test_a_ceiling_of_each_quarter_is_passed_at_once(world: World) -> None:
    world.lists["indicators"][0]["direction"] = "at_most"
    world.plan("G", "assigned")
    world.target("G", "I", 2, phasing="each_quarter")
    send(world, 1, "2022-02-01", n=3)
    send(world, 2, n=0)
    assert seen(world, "I", "status", "needed", "is_fragile") == [("missed", 1, False), ("missed", 0, False)]


def test_a_rate_of_each_quarter_is_not_multiplied(world: World) -> None:
    world.plan("G", "assigned")
    world.target("G", "R", 50, phasing="each_quarter")
    send(world, 1, n=0, d=0)
    send(world, 2, n=4, d=4)
    send(world, 3, n=1, d=3)
    assert seen(world, "R", "status", "target") == [("not_applicable", 50), ("exceeded", 50), ("missed", 50)]
    assert seen(world, "R", "value")[2] == (pytest.approx(500 / 7),)


def test_quarters_in_which_a_unit_was_not_open_throughout_do_not_count(world: World) -> None:
    world.unit("B", opened_on="2022-03-02")
    world.plan("G", "assigned")
    world.target("G", "I", 2, phasing="each_quarter")
    send(world, 2, unit="B", n=1)
    send(world, 3, unit="B", n=2)
    assert seen(world, "I", "status", "target", "value", "numerator", unit="B") == [
        ("no_target", None, 1, 1), ("met", 2, 2, 3),
    ]  # fmt: skip


def test_a_target_due_before_the_unit_opened_does_not_bind_it(world: World) -> None:
    world.unit("B", opened_on="2022-06-01")
    world.plan("G", "assigned", due_on="2022-05-31")
    world.target("G", "I", 2)
    world.plan("N", "national")
    world.target("N", "I", 4)
    send(world, 3, unit="B", n=1)
    assert seen(world, "I", "target", "target_level", unit="B") == [(2, "national")]  # ⌊4 × 183/365⌋
    assert seen(world, "I", "target", "target_level")[0] == (2, "assigned")


def test_weaker_in_one_tier_is_lowered(world: World) -> None:
    world.plan("G", "assigned")
    world.target("G", "R", 5, volume_from=100)
    world.target("G", "R", 2, volume_below=100, measured_as="count")
    world.plan("A1", "registered", unit_code="A")
    world.target("A1", "R", 6, volume_from=100)
    world.target("A1", "R", 1, volume_below=100, measured_as="count")
    send(world, 1, n=5, d=200)
    assert stances(world) == ["lowered"]


def test_percent_against_cases_says_nothing_and_without_either_it_is_said(world: World) -> None:
    world.plan("G", "assigned")
    world.target("G", "R", 5, volume_from=100)
    world.target("G", "R", 2, volume_below=100, measured_as="count")
    world.target("G", "I", 2)
    world.plan("A1", "registered", unit_code="A")
    world.target("A1", "R", 6)
    send(world, 1, n=5, d=200)
    assert stances(world) == [OPEN]
    assert stances(world, "I") == ["inherited"]


@pytest.mark.parametrize(("value", "stance"), [(6, "same"), (7, "raised"), (5, "lowered")])
def test_a_stance_is_taken_to_what_the_unit_is_held_to(value: int, stance: str, world: World) -> None:
    world.unit("B", opened_on="2022-06-01")
    world.plan("G", "assigned")
    world.target("G", "I", 12)
    world.plan("B1", "registered", unit_code="B")
    world.target("B1", "I", value)
    send(world, 3, unit="B", n=1)
    assert stances(world, "I")[-1] == stance


def test_one_that_comes_to_nothing_is_met(world: World) -> None:
    world.unit("B", opened_on="2022-11-20")
    world.plan("G", "assigned")
    world.target("G", "I", 12)
    send(world, 4, unit="B", n=0)
    assert seen(world, "I", "target", "status", "attainment", unit="B") == [(0, "met", 100)]
