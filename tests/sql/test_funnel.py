"""Funnel limits: exact binomial chances, known values, and which results they are published for."""

from fractions import Fraction
from math import comb
from pathlib import Path

import pytest

from tests.world import Row, World, submission

TAILS = {"95": Fraction(25, 1000), "998": Fraction(1, 1000)}
#: unit → (numerator, denominator) of the rate R, of which 90 % are asked
RESULTS = {"A": (9, 10), "B": (6, 10), "C": (7, 10), "D": (4, 10), "E": (0, 0), "F": (99, 133), "G": (50, 50), "H": (1, 1)}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    world = World(tmp_path_factory.mktemp("funnel"))
    world.elements("n", "d", "more")
    world.rate("R", "n", "d")
    world.rate("LOW", "n", "d", direction="at_most")
    world.rate("PAST", "more", "d")
    world.rate("TWICE", "n", "2*d")
    world.rate("EDGE", "n", "d")
    world.count("COUNT", "n")
    world.plan("N")
    world.plan("P", "assigned")
    world.plan("DK-A", "registered", unit_code="A")
    for indicator, value in {"LOW": 2.5, "PAST": 90, "TWICE": 40, "EDGE": 100, "COUNT": 5}.items():
        world.target("P", indicator, value)
    world.target("N", "R", 80)
    world.target("P", "R", 90)
    world.target("DK-A", "R", 95)
    for unit in [*RESULTS, "Z"]:
        world.unit(unit)
    world.file(
        "all.csv",
        *(submission(u, 2022, 1, {"n": n, "d": d, "more": d + 1}) for u, (n, d) in RESULTS.items()),
        submission("Z", 2022, 1, {"more": 1}),
    )
    return world.publish()


def chances(target: Fraction, denominator: int) -> list[Fraction]:
    p = target / 100
    return [comb(denominator, k) * p**k * (1 - p) ** (denominator - k) for k in range(denominator + 1)]


def side(chance: list[Fraction], tail: Fraction) -> tuple[int, Fraction]:
    """The first number, counted from the side where `chance` begins, whose tail is not below `tail`; and the smooth limit."""
    summed = Fraction(0)
    for k, each in enumerate(chance):
        summed += each
        if summed >= tail:
            return k, max(Fraction(0), k - (summed - tail) / each)
    raise AssertionError("chances sum to one")


def limits(world: World) -> list[Row]:
    found = [row for row in world.rows("mart.funnel_limit") if row["denominator"] <= 140]
    assert len(found) > 300
    return found


def test_limits_are_those_of_the_exact_binomial(world: World) -> None:
    for row in limits(world):
        n, chance = row["denominator"], chances(Fraction(row["target"]), row["denominator"])
        for name, tail in TAILS.items():
            fewest, low = side(chance, tail)
            rest, gap = side(chance[::-1], tail)
            assert (row[f"fewest_{name}"], row[f"most_{name}"]) == (fewest, n - rest), row
            assert row[f"lower_{name}"] == pytest.approx(float(100 * low / n), abs=1e-6), row
            assert row[f"upper_{name}"] == pytest.approx(float(100 * (n - gap) / n), abs=1e-6), row


def test_known_values(world: World) -> None:
    """P(R ≤ 6) = 0,0128 and P(R ≤ 7) = 0,0702 for ten cases at 90 % (any table of the binomial distribution)."""
    row = world.one("mart.funnel_limit", target=90, denominator=10)
    assert (row["fewest_95"], row["most_95"], row["fewest_998"], row["most_998"]) == (7, 10, 5, 10)
    assert row["lower_95"] == pytest.approx(10 * (7 - (0.0701908264 - 0.025) / 0.057395628), abs=1e-6)
    assert row["upper_95"] == 100


def test_a_chance_of_exactly_the_limit_is_inside(world: World) -> None:
    """None of three cases at 90 % has the chance 0,1³ = 0,001; one of one at 2,5 % has 0,025."""
    assert world.one("mart.funnel_limit", target=90, denominator=3)["fewest_998"] == 0
    assert world.one("mart.funnel_limit", target=2.5, denominator=1)["most_95"] == 1


def test_the_line_has_steps_up_to_past_the_largest(world: World) -> None:
    at = sorted(row["denominator"] for row in world.rows("mart.funnel_limit", target=90))
    largest = max(row["denominator"] for row in world.rows("mart.attainment", measure="rate") if row["denominator"] is not None)
    assert 200 < largest < 1000
    assert at == [*range(1, 101), *range(110, int(largest) + 10, 10)]


def test_limits_close_in_as_cases_grow(world: World) -> None:
    rows = sorted(world.rows("mart.funnel_limit", target=90), key=lambda row: row["denominator"])
    assert all(
        r["lower_998"] <= r["lower_95"] <= r["target"] <= r["upper_95"] <= r["upper_998"] for r in rows
    )
    assert rows[-1]["lower_95"] > rows[50]["lower_95"] > rows[10]["lower_95"]


@pytest.mark.parametrize(
    ("unit", "zone", "is_near", "is_telling"),
    [
        ("A", "within", False, True), ("B", "below_95", False, True), ("C", "within", True, True), ("D", "below_998", False, True),
        ("F", "below_998", False, True), ("G", "above_95", False, True), ("H", "within", False, False),
    ],
)  # fmt: skip
def test_where_a_result_stands(world: World, unit: str, zone: str, is_near: bool, is_telling: bool) -> None:
    row = world.one("mart.funnel", unit_code=unit, indicator_code="R", level="assigned")
    assert (row["zone"], row["is_near"], row["is_telling"]) == (zone, is_near, is_telling)
    assert (row["numerator"], row["denominator"]) == RESULTS[unit] and row["is_headline"]


def test_every_level_has_its_own_limits(world: World) -> None:
    rows = {row["level"]: row for row in world.rows("mart.funnel", unit_code="A", indicator_code="R")}
    assert {level: row["target"] for level, row in rows.items()} == {"national": 80, "assigned": 90, "registered": 95}


def test_a_limit_from_above_is_told_by_the_upper_side(world: World) -> None:
    rows = {row["unit_code"]: row for row in world.rows("mart.funnel", indicator_code="LOW")}
    assert rows["H"]["zone"] == "within" and not rows["H"]["is_telling"]
    assert rows["A"]["zone"] == "above_998" and rows["A"]["is_telling"]


def test_what_is_no_share_of_counted_cases_has_no_limits(world: World) -> None:
    """Nothing arose, not reported, a count, all of 100 %, more than all, weighted terms."""
    assert {row["indicator_code"] for row in world.rows("mart.funnel")} == {"R", "LOW"}
    assert {row["unit_code"] for row in world.rows("mart.funnel")} == set(RESULTS) - {"E"}
    assert all(0 < row["target"] < 100 for row in world.rows("mart.funnel_limit"))


def test_money_has_no_limits(sample_folder: Path) -> None:
    world = World(sample_folder)
    assert world.rows("mart.attainment", indicator_code="TA08")
    assert not world.rows("mart.funnel", indicator_code="TA08")


def test_terms_stand_as_in_the_formula(sample_folder: Path) -> None:
    rows = World(sample_folder).rows("mart.indicator_term", indicator_code="TG04")
    said = [(r["term_order"], r["coefficient"], r["data_element_code"]) for r in sorted(rows, key=lambda r: r["term_order"])]
    assert said == [(1, 1, "tg_kien_nghi_tha"), (2, 2, "tg_khang_nghi_tha")]
