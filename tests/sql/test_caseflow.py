"""Flows of cases over the year so far."""

import pytest

from tests.sql.compare import differences
from tests.world import World, submission


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("caseflow"))
    for unit in "ABC":
        world.unit(unit)
    world.element("old", "first")
    world.element("left", "last")
    world.elements("new", "moved", "done", "carried")
    world.count("K", "new")
    world.plan("N")
    world.target("N", "K", 1)
    world.add("case_flows", flow_code="TB", field_code="F", name="Tin báo", opening="old", received="new - moved",
              resolved="done", closing="left", carried_over_resolved="carried")  # fmt: skip
    world.add("case_flows", flow_code="KC", field_code="F", name="Không theo dõi án lưu hạ", opening="old",
              received="new", resolved="done", closing="left")  # fmt: skip
    flow = {"old": 10, "new": 22, "moved": 2, "done": 15, "left": 15, "carried": 4}
    world.file(
        "2022.csv",
        submission("A", 2022, 1, flow),
        submission("A", 2022, 2, {"old": 15, "new": 10, "moved": 0, "done": 10, "left": 15, "carried": 2}),
        submission("B", 2022, 1, {"old": 0, "new": 0, "moved": 0, "done": 0, "left": 0, "carried": 0}),
        submission("C", 2022, 1, {"old": 1, "new": 1, "moved": 0, "left": 2}),
    )
    return world.publish()


def check(world: World, unit: str, quarter: int, flow: str = "TB", **expected: object) -> None:
    row = world.one("mart.caseflow", unit_code=unit, flow_code=flow, year=2022, quarter=quarter)
    assert not differences(expected, row)


def test_one_quarter(world: World) -> None:
    check(world, "A", 1, opening=10, received=20, resolved=15, closing=15, carried_over_resolved=4,
          resolution_rate="15/30")  # fmt: skip


def test_opening_is_the_years_first_and_closing_the_quarters_last(world: World) -> None:
    check(world, "A", 2, opening=10, received=30, resolved=25, closing=15, carried_over_resolved=6,
          resolution_rate="25/40")  # fmt: skip


def test_nothing_to_resolve_has_no_rate(world: World) -> None:
    check(world, "B", 1, opening=0, received=0, resolved=0, closing=0, resolution_rate=None)


def test_a_blank_figure_leaves_its_part_unknown(world: World) -> None:
    check(world, "C", 1, opening=1, received=1, resolved=None, closing=2, resolution_rate=None)


def test_a_flow_without_carried_over_cases(world: World) -> None:
    check(world, "A", 1, "KC", received=22, carried_over_resolved=None)
