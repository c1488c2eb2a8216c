"""What is called unusual: hardly ever a figure drawn without a fault, nearly always a nought too many or a row mistaken."""

from typing import Any

import numpy as np
import pytest

from tests.sql.unusual import KINDS, LEVELS, QUARTERS, Shares, shares, swapped, unusual
from tests.world import World, submission


@pytest.fixture(scope="module")
def drawn() -> list[Shares]:
    return shares(units=60)


def test_hardly_a_figure_without_a_fault_is_called_unusual(drawn: list[Shares]) -> None:
    """Under 1 % of each kind at each level; for one kind and level the draw itself leaves a third of a percent open."""
    assert len(drawn) == len(KINDS) * len(LEVELS)
    assert {(each.kind, each.level) for each in drawn if each.called > 1.4} == set()
    for kind in KINDS:
        assert np.mean([each.called for each in drawn if each.kind == kind]) < 0.7, kind
    assert np.mean([each.called for each in drawn]) < 0.3


def test_a_nought_too_many_is_found(drawn: list[Shares]) -> None:
    plain = ("Poisson", "binomial 50 %", "binomial 95 %", "negative binomial, k = 10", "growth of 5 % a quarter")
    found = [each for each in drawn if each.kind in plain and each.level >= 20]
    assert len(found) == 20 and all(each.found_tenfold > 90 for each in found)
    assert np.mean([each.found_tenfold for each in drawn if each.kind in plain and 2 <= each.level < 20]) > 85


def test_rows_that_changed_places_are_found() -> None:
    assert swapped(100, 20, 10) > 95 and swapped(100, 100, 5) > 80 and swapped(100, 5, 10) > 85


def last(past: list[int], value: int) -> bool:
    """Whether this value is called unusual after these quarters."""
    series = np.array([[*past, value]])
    return bool(unusual({"a": series})["a"][0, -1])


@pytest.mark.parametrize(
    ("past", "value", "is_unusual"),
    [
        ([20] * 7, 200, False), ([20] * 8, 200, True),  # eight earlier quarters
        ([20] * 8, 60, False), ([20] * 8, 61, True), ([210] * 8, 70, False), ([210] * 8, 69, True),  # three times, a third
        ([0] * 8, 6, False), ([0] * 8, 12, True), ([1] * 8, 8, False), ([1] * 8, 14, True),  # small counts scatter
        ([20, 20, 20, 200] * 2, 200, False), ([20, 20, 20, 200, 20, 20, 20, 20], 200, True),  # one fault hides no other
        ([20, 20, 20, 90] * 3 + [20, 20, 20], 100, False), ([20, 20, 20, 90] * 3 + [20, 20, 20], 900, True),  # a yearly peak
        ([100, 100, 100, 0] * 3 + [100, 100, 100], 0, False), ([100] * 12, 0, True),
        ([5] * 3 + [1000] * 20, 5, True), ([1000] * 3 + [5] * 20, 1000, True),  # what was longer ago is forgotten
    ],
)  # fmt: skip
def test_at_the_edges(past: list[int], value: int, is_unusual: bool) -> None:
    assert last(past[-(QUARTERS - 1) :], value) == is_unusual


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Unit A has reported 20 cases and 100 files in every quarter of 2019 to 2021; what follows are the figures of 2022."""
    world = World(tmp_path_factory.mktemp("unusual"))
    world.unit("A")
    world.unit("LATE", opened_on="2019-01-15", closed_on="2022-02-10")
    world.elements("cases", "files", "years")
    world.count("I", "cases")
    for year in (2019, 2020, 2021, 2022):
        world.plan(f"N{year}", year=year)
        world.target(f"N{year}", "I", 1)
    quarters = [(year, quarter) for year in (2019, 2020, 2021) for quarter in (1, 2, 3, 4)]
    world.file("past.csv", *(submission(u, *when, {"cases": 20, "files": 100}) for when in quarters for u in ("A", "LATE")))
    world.file("first.csv", submission("A", 2022, 1, {"cases": 200, "files": 0}), submission("LATE", 2022, 1, {"cases": 2, "files": 900}))
    world.file("second.csv", submission("A", 2022, 2, {"cases": 1, "files": 1}, "2022-03-20"))
    return world.publish()


def warned(world: World, **where: Any) -> dict[str, str]:
    rows = world.rows("log.problem", code="unusual_value", **where)
    return {row["data_element_code"]: row["message"] for row in rows}


def test_the_warning_names_the_figure_and_what_is_usual(world: World) -> None:
    assert warned(world, unit_code="A", quarter=1) == {
        "cases": "Số cases: 200 khác hẳn 12 quý trước của đơn vị (thường khoảng 20). Đề nghị kiểm tra lại.",
        "files": "Số files: 0 khác hẳn 12 quý trước của đơn vị (thường khoảng 100). Đề nghị kiểm tra lại.",
    }


def test_figures_for_part_of_a_quarter_are_low_without_a_fault(world: World) -> None:
    assert warned(world, unit_code="A", quarter=2) == {}
    assert set(warned(world, unit_code="LATE")) == {"files"}


def test_the_sample_is_hardly_called_unusual(sample_folder: Any) -> None:
    sample = World(sample_folder)
    called = len(sample.rows("log.problem", code="unusual_value"))
    assert called < 0.01 * len(sample.rows("mart.figure"))
