"""The oracle's offices that split, part and chain, against figures worked out by hand."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.oracle.tables import Tables
from tests.world import World, submission

Made = Any


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Counts I of n (at least 12 a year), S of the opening stock f and K of the heads k; year 2022."""
    world = World(tmp_path)
    world.element("n")
    world.element("f", "first")
    world.element("k", "last")
    for code, term in (("I", "n"), ("S", "f"), ("K", "k")):
        world.count(code, term)
    world.plan("G", "assigned")
    world.target("G", "I", 12)
    return world


def send(world: World, unit: str, quarter: int, to: str | None = None, **values: int) -> None:
    world.file(f"{unit}{quarter}.csv", submission(unit, 2022, quarter, values, to))


def change(world: World, predecessor: str, successor: str, on: str, share: float = 1) -> None:
    world.add("unit_changes", predecessor=predecessor, successor=successor, effective_on=on, share=share)


def seen(world: World, view: str, unit: str, indicator: str, column: str = "value") -> dict[int, Any]:
    world.write()
    table = getattr(Tables(world.root), view)["attainment"]
    return {key[3]: row[column] for key, row in table.items() if key[:2] == (unit, indicator)}


def test_a_split_goes_by_share(world: World) -> None:
    world.unit("A", closed_on="2022-05-31")
    for unit, share in (("B", 0.4), ("C", 0.6)):
        world.unit(unit, opened_on="2022-06-01")
        change(world, "A", unit, "2022-06-01", share)
    send(world, "A", 1, n=4)
    send(world, "A", 2, n=6)
    send(world, "B", 3, n=1)
    send(world, "C", 3, n=2)
    assert seen(world, "today", "B", "I") == {1: Fraction("1.6"), 2: 4, 3: 5}
    assert seen(world, "today", "C", "I") == {1: Fraction("2.4"), 2: 6, 3: 8}
    # A was held to ⌊12 × 182/365⌋ = 5, each of the two to ⌊12 × 183/365⌋ = 6
    assert seen(world, "today", "B", "I", "target") == {1: 2, 2: 2, 3: 8}
    assert seen(world, "today", "C", "I", "target") == {1: 3, 2: 3, 3: 9}
    assert seen(world, "today", "A", "I") == {}


def test_an_office_that_stays_keeps_the_rest_of_what_came_before(world: World) -> None:
    world.unit("A")
    world.unit("D", opened_on="2022-06-15")
    change(world, "A", "D", "2022-06-15", 0.25)
    for quarter in (1, 2, 3):
        send(world, "A", quarter, n=4)
    send(world, "D", 3, n=1)
    assert seen(world, "today", "A", "I") == {1: 3, 2: 6, 3: 10}
    assert seen(world, "today", "D", "I") == {1: 1, 2: 2, 3: 3}
    assert seen(world, "today", "A", "I", "target") == {1: 12, 2: 12, 3: 12}
    assert seen(world, "today", "D", "I", "target") == {1: None, 2: None, 3: 5}  # ⌊12 × 169/365⌋


def test_stocks_are_not_added_twice(world: World) -> None:
    world.unit("A", closed_on="2022-04-14")
    world.unit("B", closed_on="2022-04-14")
    world.unit("C", opened_on="2022-04-15")
    for unit in "AB":
        change(world, unit, "C", "2022-04-15")
        send(world, unit, 1, n=1, f=10, k=3)
        send(world, unit, 2, n=1, f=8, k=3)
    send(world, "C", 2, n=1, f=15, k=6)
    send(world, "C", 3, n=1, f=15, k=7)
    assert seen(world, "today", "C", "S") == {1: 20, 2: 20, 3: 20}
    assert seen(world, "today", "C", "K") == {1: 6, 2: 6, 3: 7}
    tables = Tables(world.root)
    for view in (tables.mart, tables.today):
        province = {key[1:]: row["total"] for key, row in view["province"].items()}
        assert [province["S", 2022, quarter] for quarter in (1, 2, 3)] == [20, 20, 20]
        assert [province["K", 2022, quarter] for quarter in (1, 2, 3)] == [6, 6, 7]
        assert [province["I", 2022, quarter] for quarter in (1, 2, 3)] == [2, 5, 6]


def test_who_joins_an_office_that_was_there_brings_its_own_stock(world: World) -> None:
    world.unit("A", closed_on="2022-04-14")
    world.unit("B")
    change(world, "A", "B", "2022-04-15")
    send(world, "A", 1, n=1, f=5, k=3)
    send(world, "B", 1, n=1, f=10, k=6)
    send(world, "A", 2, n=1, f=4, k=3)
    send(world, "B", 2, n=1, f=9, k=9)
    assert [seen(world, "today", "B", "S")[quarter] for quarter in (1, 2)] == [15, 15]
    assert [seen(world, "today", "B", "K")[quarter] for quarter in (1, 2)] == [9, 9]


def test_the_shares_of_a_chain_multiply(world: World) -> None:
    world.unit("A", closed_on="2022-02-28")
    world.unit("B", opened_on="2022-03-01", closed_on="2022-08-31")
    for unit, share in (("C", 0.5), ("D", 0.5)):
        world.unit(unit, opened_on="2022-09-01")
        change(world, "B", unit, "2022-09-01", share)
    change(world, "A", "B", "2022-03-01")
    send(world, "A", 1, n=6)
    send(world, "B", 2, n=2)
    send(world, "B", 3, n=2)
    send(world, "C", 4, n=1)
    assert seen(world, "today", "C", "I") == {1: 3, 2: 4, 3: 5, 4: 6}
    assert seen(world, "today", "D", "I", "status")[4] == "not_reported"


def test_a_successor_has_reported_when_all_have(world: World) -> None:
    for unit in "AB":
        world.unit(unit, closed_on="2022-05-31")
        change(world, unit, "C", "2022-06-01")
    world.unit("C", opened_on="2022-06-01")
    send(world, "A", 1, n=6)
    send(world, "A", 2, n=6)
    send(world, "B", 2, n=6)
    send(world, "C", 3, n=1)
    assert seen(world, "today", "C", "I", "status") == {1: "not_reported", 2: "exceeded", 3: "on_track"}
    assert seen(world, "today", "C", "I") == {1: None, 2: 12, 3: 13}
    assert seen(world, "today", "C", "I", "is_complete") == {1: False, 2: False, 3: False}


def test_a_unit_that_closed_silently_counts_as_it_stood(world: World) -> None:
    world.unit("A")
    world.unit("B", closed_on="2022-04-30")
    send(world, "A", 1, n=1)
    send(world, "A", 2, n=1)
    send(world, "B", 1, n=5, k=2)
    world.write()
    row = {key[3]: row for key, row in Tables(world.root).mart["province"].items() if key[1] == "I"}
    assert [row[quarter]["numerator"] for quarter in (1, 2)] == [6, 7]
    assert [row[quarter]["units_in_result"] for quarter in (1, 2)] == [2, 2]
    assert [row[quarter]["units_reported"] for quarter in (1, 2)] == [2, 1]
    assert [row[quarter]["is_complete"] for quarter in (1, 2)] == [True, False]


def test_what_closed_stays_in_the_sum_before_its_successor_opens(world: World) -> None:
    """A closes inside quarter 1, B on its last day; C follows both, and opens with quarter 3."""
    world.unit("A", closed_on="2022-02-10")
    world.unit("B", closed_on="2022-02-28")
    world.unit("C", opened_on="2022-06-01")
    world.unit("D")
    change(world, "A", "C", "2022-06-01")
    change(world, "B", "C", "2022-03-01")
    for unit in "AB":
        send(world, unit, 1, n=5, f=10, k=2)
    for quarter in (1, 2, 3):
        send(world, "D", quarter, n=1, f=1, k=1)
    send(world, "C", 3, n=1, f=20, k=4)
    assert seen(world, "today", "C", "I") == {1: 10, 3: 11}
    province = {key[1:]: row for key, row in Tables(world.root).today["province"].items()}
    assert [province["I", 2022, quarter]["numerator"] for quarter in (1, 2, 3)] == [11, 12, 14]
    # A was held to ⌊12 × 72/365⌋ and B to ⌊12 × 90/365⌋: 2 each; C to ⌊12 × 183/365⌋ = 6, D to 12.
    assert [province["I", 2022, quarter]["target"] for quarter in (1, 2, 3)] == [16, 16, 22]
    assert [province["I", 2022, quarter]["units_in_result"] for quarter in (1, 2, 3)] == [2, 2, 2]
    assert [province["I", 2022, quarter]["units_expected"] for quarter in (1, 2, 3)] == [2, 1, 2]
    assert [province["S", 2022, quarter]["total"] for quarter in (1, 2, 3)] == [21, 21, 21]
    # In quarter 1 B was still there; what A and B had at the end is nobody's before C opens.
    assert [province["K", 2022, quarter]["total"] for quarter in (1, 2, 3)] == [5, 1, 5]
