"""The pace that is needed and what is decided, kind by kind: given figures of two years, expected words."""

from decimal import Decimal
from typing import Any

import pytest

from tests.sql.made_of import made_of
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


def asked(**said: Any) -> list[dict[str, Any]]:
    """What `work.outlook_pace` makes of a target that is not decided: one row, or none where nothing is needed."""
    plain = {
        "scope": "unit", "place_code": "A", "indicator_code": "R", "year": 2022, "quarter": 2, "silent_because": None, "outlook": "open",
        "is_judged": True, "is_due": False, "is_final": False, "is_met": False, "measure": "rate", "direction": "at_most",
        "numerator": Decimal(6), "denominator": Decimal(10), "target": Decimal(50), "needed": Decimal(4), "recent_low": Decimal(1),
        "recent_high": Decimal(3), "least_counted": 1, "least_cases": 3, "most_counted": 2, "most_cases": 3, "is_stock_open": False,
    }  # fmt: skip
    return made_of("work.outlook_pace", {"work.outlook_word": [plain | said]})


@pytest.mark.parametrize(
    ("said", "kind", "amount", "recent"),
    [
        ({}, "clean", 2, (None, None)),  # 6 of 12 is half
        ({"numerator": Decimal(7)}, "clean", 4, (None, None)),  # 7 of 13 is still more
        ({"is_met": True}, None, None, (None, None)),
        ({"target": Decimal(0)}, None, None, (None, None)),  # with one that counts against, none can be left
        ({"direction": "at_least", "target": Decimal(80)}, "among", 4, (33.3, 66.7)),
        ({"direction": "at_least", "target": Decimal(80), "is_final": True}, "fresh", 10, (None, None)),  # 16 of 20
        ({"direction": "at_least", "target": Decimal(100), "is_final": True}, None, None, (None, None)),
        ({"direction": "at_least", "target": Decimal(80), "is_met": True}, None, None, (None, None)),
        ({"measure": "count", "target": Decimal(9)}, None, None, (None, None)),
        ({"measure": "count", "target": Decimal("9.5"), "is_met": True}, "left", 3, (1, 3)),
        ({"measure": "count", "direction": "at_least", "target": Decimal(9)}, "reach", 4, (1, 3)),
        ({"outlook": "decided_missed"}, None, None, (None, None)),
        ({"silent_because": "incomplete"}, None, None, (None, None)),
        ({"silent_because": "no_year"}, "clean", 2, (None, None)),
        ({"is_judged": False}, None, None, (None, None)),
        ({"is_due": True}, None, None, (None, None)),
    ],
)
def test_each_kind_of_target_has_its_pace(said: dict[str, Any], kind: str | None, amount: int | None, recent: tuple[Any, Any]) -> None:
    made = [
        (row["pace_kind"], row["amount"], *(None if row[name] is None else float(row[name]) for name in ("recent_low", "recent_high")))
        for row in asked(**said)
    ]
    assert made == ([(kind, amount, *recent)] if kind else [])


@pytest.mark.parametrize(
    ("counted", "cases", "percent"), [(999999, 1000000, 99.9), (5, 5, 100), (1, 1000000, 0.1), (0, 5, 0), (1, 2000, 0.1), (1, 3, 33.3)]
)
def test_what_is_not_all_is_not_said_to_be_all(counted: int, cases: int, percent: float) -> None:
    said = {"direction": "at_least", "target": Decimal(80), "least_counted": counted, "least_cases": cases}
    assert [float(row["recent_low"]) for row in asked(**said)] == [percent]
    said = {"direction": "at_least", "target": Decimal(80), "most_counted": counted, "most_cases": cases}
    assert [float(row["recent_high"]) for row in asked(**said)] == [percent]
