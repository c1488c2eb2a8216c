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


@pytest.fixture(scope="module")
def beyond(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Thirty offices whose stocks and heads are as large as a file may hold, times coefficients and targets as large as lists may."""
    world = World(tmp_path_factory.mktemp("beyond"))
    world.elements("n", "d")
    for code, accumulation in (("last", "last"), ("first", "first"), ("head", "last")):
        world.element(code, accumulation)
    world.count("LAST", "9999999999*last")
    world.rate("FIRST", "n", "9999999999*first")
    world.count("CANCELLED", "9999999999*last - 9999999999*first")
    world.count("HEADS", "n")
    world.count("WHOLE", "n")
    world.plan("G", "assigned")
    for code in ("LAST", "FIRST", "CANCELLED", "WHOLE"):
        world.target("G", code, 3)
    world.target("G", "HEADS", 9_999_999_999, per="head")
    units = [f"U{number:02d}" for number in range(30)]
    for unit in units:
        world.unit(unit)
    values = {"n": 5, "d": 7, "last": LARGEST, "first": LARGEST, "head": LARGEST}
    world.file("beyond.csv", *(submission(unit, 2022, 1, values) for unit in units))
    return world.publish()


@pytest.mark.parametrize("code", ["LAST", "FIRST", "CANCELLED"])
def test_what_is_larger_than_can_be_held_is_named_and_the_rest_is_published(beyond: World, code: str) -> None:
    row = beyond.one("mart.attainment", unit_code="U00", indicator_code=code)
    assert row["status"] == "not_reported" and "quá lớn" in row["reason"]
    assert beyond.one("mart.province", indicator_code="WHOLE")["numerator"] == 150


def test_a_target_for_each_of_too_many_is_named(beyond: World) -> None:
    row = beyond.one("mart.attainment", unit_code="U00", indicator_code="HEADS")
    assert (row["target"], row["status"]) == (None, "no_target") and "số head quá lớn để tính mức chỉ tiêu" in row["reason"]


def test_so_many_cases_are_not_looked_ahead_to(world: World) -> None:
    row = world.one("mart.outlook", place_code="U000", indicator_code="SMALL", year=2022, quarter=3)
    assert (row["outlook"], row["chance"], row["silent_because"]) == (None, None, "too_many")
