"""The largest numbers a file may hold, summed over many offices: nothing overflows, no figure stops a publication."""

import pytest

from tests.world import World, submission

LARGEST = 999_999_999_999_999
LARGEST_TARGET = 999_999_999_999
UNITS = 130


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("large"))
    world.elements("n", "d", "head")
    world.element("money", unit_of_measure="đồng")
    world.rate("RATE", "n", "d", decimals=4)
    world.rate("SMALL", "d", "n", decimals=4)
    world.count("COUNT", "n")
    world.count("TERM", "n + 2*n - 2*d")
    world.count("MONEY", "money")
    world.count("NEGATIVE", "d - n")
    world.count("HEADS", "n", direction="at_most")
    world.plan("G", "assigned")
    world.target("G", "RATE", 99.9999)
    world.target("G", "SMALL", 0.0001)
    world.target("G", "COUNT", LARGEST_TARGET)
    world.target("G", "MONEY", LARGEST_TARGET)
    world.target("G", "NEGATIVE", 0.5)
    world.target("G", "HEADS", 100, per="head")
    values = {"n": LARGEST, "d": 1, "head": LARGEST, "money": f"{LARGEST}.9999"}
    for number in range(UNITS):
        world.unit(f"U{number:03d}", cluster="I")
    reports = [submission(f"U{n:03d}", 2022, q, values) for n in range(UNITS) for q in (1, 2, 3, 4)]
    world.file("large.csv", *reports)
    return world.publish()


def test_every_number_is_there(world: World) -> None:
    unit = world.one("mart.attainment", unit_code="U000", indicator_code="COUNT", year=2022, quarter=4)
    assert unit["numerator"] == 4 * LARGEST and unit["status"] == "exceeded"
    term = world.one("mart.attainment", unit_code="U000", indicator_code="TERM", year=2022, quarter=4)
    assert term["numerator"] == 4 * (3 * LARGEST - 2)


def test_a_negative_result_counts_as_nothing_in_the_scorecard(world: World) -> None:
    negative = world.one("mart.attainment", unit_code="U000", indicator_code="NEGATIVE", year=2022, quarter=1)
    assert negative["attainment"] == pytest.approx(200 * (1 - LARGEST), rel=1e-12)
    card = world.one("mart.scorecard", unit_code="U000", year=2022, quarter=1)
    # Four whole ones, none for NEGATIVE, and SMALL, which reaches a thousand millionth of what is asked.
    assert card["mean_attainment"] == pytest.approx((400 + 1e-7) / 6) and card["rank_in_province"] == 1


def test_the_province_is_their_sum(world: World) -> None:
    province = world.one("mart.province", indicator_code="COUNT", year=2022, quarter=4)
    assert province["numerator"] == 4 * UNITS * LARGEST
    assert province["target"] == UNITS * LARGEST_TARGET


def test_a_target_for_each_of_so_many(world: World) -> None:
    heads = world.one("mart.attainment", unit_code="U000", indicator_code="HEADS", year=2022, quarter=1)
    assert (heads["target"], heads["status"]) == (100 * LARGEST, "met")


def test_a_rate_of_such_numbers_is_compared_exactly(world: World) -> None:
    small = world.one("mart.attainment", unit_code="U000", indicator_code="SMALL", year=2022, quarter=1)
    assert small["status"] == "behind"
    large = world.one("mart.attainment", unit_code="U000", indicator_code="RATE", year=2022, quarter=1)
    assert large["status"] == "exceeded" and large["value"] == 100.0 * LARGEST
