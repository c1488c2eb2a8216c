"""The province's targets where few have reported: A did, B is silent now, C has closed without having met its target."""

from pathlib import Path

import pytest

from tests.world import Row, World, submission


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("province_target"))
    for unit in "AB":
        world.unit(unit)
    world.unit("C", closed_on="2022-02-28")
    world.elements("n", "d", "none")
    world.count("FIRST", "n")
    world.rate("RATE", "n", "d")
    world.rate("BAD", "none", "d")
    world.plan("P", "assigned")
    world.target("P", "BAD", 90)
    world.target("P", "FIRST", 1)
    world.target("P", "RATE", 40)
    world.plan("OWN", "registered", unit_code="A")
    world.target("OWN", "RATE", 90)
    world.plan("SILENT", "registered", unit_code="B")
    world.target("SILENT", "FIRST", 1)
    world.file("1.csv", *(submission(unit, 2022, 1, {"n": int(unit != "C"), "d": 1, "none": 0}) for unit in "ABC"))
    world.file("2.csv", submission("A", 2022, 2, {"n": 1, "d": 1, "none": 0}))
    return world.publish()


def target(world: World, quarter: int = 2, level: str = "headline") -> Row:
    return world.one("mart.province_target", indicator_code="RATE", quarter=quarter, level=level)


def test_that_no_open_office_falls_short_is_said_of_those_that_reported(world: World) -> None:
    said = target(world)
    assert (said["offices_judged"], said["offices_unmet"], said["offices_closed_unmet"]) == (1, 0, 1)
    assert "Trong các đơn vị đang hoạt động đã báo cáo, không đơn vị nào chậm hoặc không đạt" in said["headline"]


def test_how_far_a_target_is_reached_stands_where_the_target_does(world: World) -> None:
    province = world.one("mart.province", indicator_code="RATE", quarter=2)
    assert province["attainment"] is not None
    for level in ("headline", "assigned"):
        assert target(world, level=level)["attainment"] == province["attainment"]
    assert target(world, level="registered")["attainment"] is None, "that of one office alone is not the province's"


def test_one_case_in_each_quarter_is_compared(world: World) -> None:
    said = target(world)
    assert said["year_obstacle"] == "Không có số liệu cùng kỳ năm trước."
    assert (said["quarter_units"], said["quarter_value"], said["quarter_previous_value"]) == (1, 100, 100)


def test_what_one_office_is_judged_by_stands_before_what_nobody_is(world: World) -> None:
    ranks = world.rows("mart.province_target", quarter=2, level="registered")
    assert [row["offices_judged"] for row in sorted(ranks, key=lambda row: row["worst_rank"])] == [1, 0]


@pytest.mark.parametrize("level", ["headline", "assigned"])
def test_what_the_province_has_not_reached_stands_first(world: World, level: str) -> None:
    ranks = sorted(world.rows("mart.province_target", quarter=2, level=level), key=lambda row: row["worst_rank"])
    assert [(row["indicator_code"], row["status"]) for row in ranks] == [("BAD", "behind"), ("RATE", "exceeded"), ("FIRST", "exceeded")]


def test_a_count_of_offices_with_a_target_is_not_said_of_the_whole_province(tmp_path: Path) -> None:
    """What is compared is A's alone; B reports without a target of its own. Where both have one, both are the province."""
    world = World(tmp_path)
    for unit in "AB":
        world.unit(unit)
    world.elements("m")
    for code in ("OF_ONE", "OF_BOTH"):
        world.count(code, "m")
    for unit in "AB":
        world.plan(unit, "registered", unit_code=unit)
        world.target(unit, "OF_BOTH", 1)
    world.target("A", "OF_ONE", 1)
    world.file("1.csv", *(submission(unit, 2022, 1, {"m": m}) for unit, m in {"A": 1, "B": 1500}.items()))
    world.publish()
    said = {row["indicator_code"]: row["stands"] for row in world.rows("mart.province_target", quarter=1, level="headline")}
    assert said["OF_ONE"].startswith("Toàn tỉnh 1.501 vụ; tính riêng 1 đơn vị có mức thì được 1 vụ, mức 1 vụ: ")
    assert said["OF_BOTH"].startswith("Toàn tỉnh 1.501 vụ, mức 2 vụ: ")
