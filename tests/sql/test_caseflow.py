"""Flows of cases over the year so far."""

from pathlib import Path

import pytest

from tests.sql.compare import differences
from tests.world import World, submission


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("caseflow"))
    for unit in "ABCD":
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
        submission("D", 2022, 1, {"old": 4, "new": 2, "moved": 0, "done": 1, "left": 5, "carried": 1}),
        submission("D", 2022, 2, {"old": 7, "new": 3, "moved": 0, "done": 2, "left": 8, "carried": 0}),
        submission("C", 2022, 1, {"old": 1, "new": 1, "moved": 0, "left": 2}),
    )
    return world.publish()


def check(world: World, unit: str, quarter: int, flow: str = "TB", **expected: object) -> None:
    row = world.one("mart.caseflow", unit_code=unit, flow_code=flow, year=2022, quarter=quarter)
    assert not differences(expected, row)


def test_one_quarter(world: World) -> None:
    check(world, "A", 1, opening=10, received=20, resolved=15, closing=15, carried_over_resolved=4,
          resolution_rate="15/30", resolution_percent=50)  # fmt: skip


def test_opening_is_the_years_first_and_closing_the_quarters_last(world: World) -> None:
    check(world, "A", 2, opening=10, received=30, resolved=25, closing=15, carried_over_resolved=6,
          resolution_rate="25/40")  # fmt: skip


def test_nothing_to_resolve_has_no_rate(world: World) -> None:
    check(world, "B", 1, opening=0, received=0, resolved=0, closing=0, resolution_rate=None)


def test_a_blank_figure_leaves_what_adds_up_unknown(world: World) -> None:
    check(world, "C", 1, opening=1, received=None, resolved=None, closing=2, resolution_rate=None)


def test_a_flow_without_carried_over_cases(world: World) -> None:
    check(world, "A", 1, "KC", received=22, carried_over_resolved=None)


def test_a_flow_says_what_it_counts_and_whether_all_of_it_is_known(world: World) -> None:
    check(world, "A", 2, unit_of_measure="vụ", is_reported=True, is_known=True, to_resolve=40, stock_change=5)
    check(world, "C", 1, is_reported=True, is_known=False, stock_change=1, imbalance=None)


def test_a_unit_that_did_not_report_has_a_row_with_what_is_known_of_it(world: World) -> None:
    check(world, "B", 2, is_reported=False, is_known=False, opening=None, received=None, closing=None)


def test_an_identity_that_does_not_hold_shows_both_numbers(world: World) -> None:
    # The second quarter's opening (15) is not the first one's closing plus what moved: 10 + 30 − 25 = 15 holds …
    check(world, "A", 2, computed_closing=15, imbalance=0)
    # … and where restated stock breaks it, the difference is told.
    check(world, "D", 2, opening=4, received=5, resolved=3, closing=8, computed_closing=6, imbalance=2)


def province(world: World, quarter: int, flow: str = "TB", **expected: object) -> None:
    assert not differences(expected, world.one("mart.province_caseflow", flow_code=flow, year=2022, quarter=quarter))


def test_the_province_adds_the_units_that_are_whole_and_names_the_others(world: World) -> None:
    province(world, 1, units_expected=4, units_counted=3, units_missing="C", opening=14, received=22, resolved=16, closing=20,
             to_resolve=36, resolution_rate="16/36", resolution_percent="1600/36",
             stock_change=6, units_growing=2, units_shrinking=0)  # fmt: skip
    province(world, 2, units_counted=2, units_missing="B, C", opening=14, received=35, resolved=28, closing=23,
             computed_closing=21, imbalance=2, units_unbalanced=1)  # fmt: skip


def test_carried_over_cases_stand_against_the_stock_of_the_same_units(world: World) -> None:
    province(world, 1, carried_over_resolved=5, carried_over=14, carried_over_resolved_rate="5/14",
             carried_over_resolved_percent="500/14")  # fmt: skip
    province(world, 1, "KC", carried_over_resolved=None, carried_over=None, carried_over_resolved_rate=None)


def test_old_cases_that_came_with_an_office_taken_over_are_no_part_of_the_years_stock(tmp_path: Path) -> None:
    """A hands 3 of its cases to B, which calls them old: of the 4 that the year began with, 5 cannot be done."""
    world = World(tmp_path)
    for code, accumulation in (("start", "first"), ("new", "sum"), ("done", "sum"), ("left", "last"), ("carried", "sum")):
        world.element(code, accumulation)
    world.add("case_flows", flow_code="AN", field_code="F", name="Án", opening="start", received="new",
              resolved="done", closing="left", carried_over_resolved="carried")  # fmt: skip
    world.count("I", "new")
    world.plan("P", "assigned")
    world.target("P", "I", 1)
    world.unit("A", closed_on="2022-05-31")
    world.unit("B", opened_on="2022-06-01")
    world.add("unit_changes", predecessor="A", successor="B", effective_on="2022-06-01", share=1)
    for quarter, unit, figures in ((1, "A", (4, 1, 2, 3, 1)), (2, "A", (3, 1, 1, 3, 1)), (3, "B", (3, 2, 4, 1, 3))):
        values = dict(zip(("start", "new", "done", "left", "carried"), figures, strict=True))
        world.file(f"{quarter}.csv", submission(unit, 2022, quarter, values))
    world.publish()
    for table in ("mart.province_caseflow", "today.province_caseflow", "today.caseflow"):
        row = world.one(table, year=2022, quarter=3)
        told = ("opening", "carried_over_resolved", "carried_over_resolved_rate", "carried_over_resolved_percent")
        assert [row[column] for column in told] == [4, 5, None, None], table
    own = world.one("mart.caseflow", year=2022, quarter=3, unit_code="B")
    assert own["carried_over_resolved_rate"] == pytest.approx(1)
    assert world.rows("today.carried_over", quarter=3) == []


def test_a_provinces_stock_is_compared_with_the_year_s_beginning_over_the_same_offices_only(tmp_path: Path) -> None:
    """A hands its cases to B and C; while C is silent, its part of A's stock is in the sum of the beginning and not in what is left."""
    world = World(tmp_path)
    for code, accumulation in (("start", "first"), ("new", "sum"), ("done", "sum"), ("left", "last")):
        world.element(code, accumulation)
    world.add("case_flows", flow_code="AN", field_code="F", name="Án", opening="start", received="new", resolved="done", closing="left")
    world.count("I", "new")
    world.plan("P", "assigned")
    world.target("P", "I", 1)
    world.unit("A", closed_on="2022-05-31")
    for code in "BC":
        world.unit(code, opened_on="2022-06-01")
        world.add("unit_changes", predecessor="A", successor=code, effective_on="2022-06-01", share=0.5)
    for quarter, unit, figures in ((1, "A", (40, 10, 10, 40)), (2, "A", (40, 0, 0, 40)), (3, "B", (20, 5, 5, 20))):
        values = dict(zip(("start", "new", "done", "left"), figures, strict=True))
        world.file(f"{quarter}-{unit}.csv", submission(unit, 2022, quarter, values))
    world.publish()
    found = {row["quarter"]: row for row in world.rows("mart.province_caseflow", year=2022)}
    assert (found[2]["stock_change"], found[2]["stock_change_note"]) == (0, None)
    assert (found[3]["opening"], found[3]["closing"], found[3]["stock_change"], found[3]["imbalance"]) == (40, 20, None, None)
    assert found[3]["stock_change_note"].endswith("số còn lại chưa có của C.")
