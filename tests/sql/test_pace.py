"""The pace that is needed and what is decided, kind by kind: given figures of two years, expected words."""

from typing import Any

import pytest

from tests.world import World, submission

#: What each quarter brings, from the first of 2021 to the second of 2022.
BROUGHT = {
    "n": (5, 5, 5, 5, 3, 3), "d": (5, 5, 5, 5, 5, 5), "late": (3, 0, 2, 1, 1, 2),
    "rare": (0, 0, 0, 0, 0, 0), "few": (1, 0, 0, 0, 0, 0),
}  # fmt: skip
QUARTERS = ((2021, 1), (2021, 2), (2021, 3), (2021, 4), (2022, 1), (2022, 2))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("pace"))
    world.unit("A")
    world.elements(*BROUGHT)
    world.count("LEFT", "late", direction="at_most")
    world.rate("FRESH", "n", "d", shortfall="final")
    world.rate("WITHIN", "late", "d", direction="at_most")
    world.rate("ALWAYS", "late", "d", direction="at_most")
    world.rate("NOTHING", "rare", "few")
    for year in (2021, 2022):
        world.plan(f"P{year}", "assigned", year)
        for code, value in (("LEFT", 20), ("FRESH", 70), ("WITHIN", 60), ("ALWAYS", 100), ("NOTHING", 50)):
            world.target(f"P{year}", code, value)
    for place, (year, quarter) in enumerate(QUARTERS):
        world.file(f"{year}-{quarter}.csv", submission("A", year, quarter, {code: brought[place] for code, brought in BROUGHT.items()}))
    return world.publish()


def row(world: World, indicator: str, quarter: int) -> dict[str, Any]:
    return world.one("mart.outlook", scope="unit", indicator_code=indicator, year=2022, quarter=quarter)


def test_of_what_is_kept_within_a_ceiling_so_much_is_left_beside_what_quarters_brought(world: World) -> None:
    first, second = row(world, "LEFT", 1)["pace"], row(world, "LEFT", 2)["pace"]
    assert first == "chỉ còn được có tối đa 19 vụ trong ba quý còn lại; bốn quý gần nhất mỗi quý 0–2"
    assert second == "chỉ còn được có tối đa 17 vụ trong hai quý còn lại; bốn quý gần nhất mỗi quý 1–2"


def test_new_cases_that_make_good_what_is_lost_are_whole(world: World) -> None:
    """3 of 5, then 6 of 10, against 70 %: with 2 and 4 more that all count 5 of 7 and 10 of 14; with 1 and 3 it is not yet."""
    assert row(world, "FRESH", 1)["said"].startswith("Nhiều khả năng đạt: khả năng khoảng 80%, dựa vào một năm trước; ")
    assert "cần ít nhất 2 vụ mới đều đạt trong ba quý" in row(world, "FRESH", 1)["pace"]
    assert "cần ít nhất 4 vụ mới đều đạt trong hai quý" in row(world, "FRESH", 2)["pace"]


def test_only_a_ceiling_of_all_cases_is_kept_for_sure(world: World) -> None:
    assert row(world, "ALWAYS", 2)["outlook"] == "decided_met"
    within = row(world, "WITHIN", 2)
    assert within["outlook"] == "likely" and within["chance"] > 0.99


def test_where_nothing_may_arise_that_is_said_and_not_that_a_year_is_lacking(world: World) -> None:
    found = row(world, "NOTHING", 2)
    assert (found["silent_because"], found["basis"]) == ("nothing_comes", 1)
    assert found["said"] == "Chưa nói trước được: có thể không phát sinh việc nào."
