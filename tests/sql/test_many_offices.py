"""What is said of thirty offices and more, and of few: thirty offices with one target, of whom ten met it last year."""

from pathlib import Path

import pytest

from tests.world import World, submission

OFFICES = [f"U{number:02}" for number in range(30)]
#: How many met it, year and quarter by year and quarter.
MET = {(2021, 1): 10, (2021, 2): 10, (2022, 1): 15, (2022, 2): 30}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("many_offices"))
    world.elements("n", "d")
    world.rate("RATE", "n", "d")
    for unit in OFFICES:
        world.unit(unit)
    for year in (2021, 2022):
        world.plan(f"P{year}", "assigned", year)
        world.target(f"P{year}", "RATE", 60)
    for (year, quarter), met in MET.items():
        cases = 100 ** (quarter - 1)
        values = [{"n": cases * int(place < met), "d": cases} for place in range(len(OFFICES))]
        world.file(f"{year}-{quarter}.csv", *(submission(unit, year, quarter, each) for unit, each in zip(OFFICES, values, strict=True)))
    return world.publish()


def headline(world: World, quarter: int) -> str:
    return world.one("mart.headline", scope="province", year=2022, quarter=quarter, field_code="all", level="headline")["headline"]


def test_of_thirty_a_share_is_told_and_of_what_chance_may_bring_that_it_is_no_change(world: World) -> None:
    assert headline(world, 1).startswith("Các đơn vị đạt và vượt 15/30 chỉ tiêu được đánh giá (50,0%)")
    assert (
        "So với quý I/2021, trên 30 đơn vị so được, tỷ lệ đạt và vượt tăng 16,7 điểm (10/30 → 15/30), chưa đủ lớn để coi là thay đổi."
        in headline(world, 1)
    )


def test_a_change_that_is_larger_is_told_as_one(world: World) -> None:
    assert "So với quý II/2021, trên 30 đơn vị so được, tỷ lệ đạt và vượt tăng 66,7 điểm (10/30 → 30/30)." in headline(world, 2)


def test_where_nothing_is_judged_no_result_is_provisional(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.elements("n", "other")
    world.count("COUNT", "n")
    world.count("FOLLOWED", "other")
    world.plan("P")
    world.target("P", "COUNT", 1)
    for unit in "AB":
        world.unit(unit)
    world.file("a.csv", submission("A", 2022, 1, {"other": 1}))
    said = headline(world.publish(), 1)
    assert "Mới có 1/2 đơn vị báo cáo quý I/2022" in said and "tạm thời" not in said, said


def test_what_arose_in_one_of_two_years_only_is_not_compared(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.elements("n", "d")
    world.rate("RATE", "n", "d")
    world.unit("A")
    for year, cases in ((2021, 1), (2022, 0)):
        world.plan(f"P{year}", year=year)
        world.target(f"P{year}", "RATE", 80)
        world.file(f"{year}.csv", submission("A", year, 1, {"n": cases, "d": cases}))
    province = world.publish().one("mart.province", indicator_code="RATE", year=2022, quarter=1)
    assert province["comparison_obstacle"] == "Không so sánh: một trong hai kỳ không phát sinh."


def test_what_a_report_lacks_is_not_compared_for_that_reason(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.elements("n", "blank")
    world.count("COUNT", "n")
    world.count("BLANK", "blank")
    world.unit("A")
    for year, values in ((2021, {"n": 1, "blank": 1}), (2022, {"n": 1})):
        world.plan(f"P{year}", year=year)
        for code in ("COUNT", "BLANK"):
            world.target(f"P{year}", code, 1)
        world.file(f"{year}.csv", submission("A", year, 1, values))
    row = world.publish().one("mart.attainment", indicator_code="BLANK", year=2022, quarter=1)
    assert row["comparison_obstacle"] == "Không so sánh: quý này chưa có kết quả."
