"""The Wilson 95 % score interval of a rate: published values, the formula, and where there is none."""

from fractions import Fraction

import pytest

from tests.oracle.judging import wilson
from tests.world import World, submission

#: Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I.
PUBLISHED = {
    (81, 263): (0.2553, 0.3662),
    (15, 148): (0.0624, 0.1605),
    (0, 20): (0.0000, 0.1611),
    (1, 29): (0.0061, 0.1718),
}
SMALL = [(9, 10), (0, 1), (1, 1), (1, 2), (60, 60), (63, 70), (1041, 1058), (0, 100000), (99999, 100000)]
NONE = [(0, 0), (3, 2), (120, 100)]


@pytest.fixture(scope="module")
def intervals(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, int], tuple[float | None, float | None]]:
    pairs = [*PUBLISHED, *SMALL, *NONE]
    world = World(tmp_path_factory.mktemp("intervals"))
    world.unit("A")
    world.plan("N")
    values: dict[str, int] = {}
    for number, (n, d) in enumerate(pairs):
        world.elements(f"n{number}", f"d{number}")
        world.rate(f"R{number:02d}", f"n{number}", f"d{number}")
        values |= {f"n{number}": n, f"d{number}": d}
    world.rate("HALF", "n0", "2*d0")
    world.target("N", "R00", 30)
    world.file("a.csv", submission("A", 2022, 1, values))
    rows = world.publish().rows("mart.attainment")
    return {(row["numerator"], row["denominator"]): (row["ci_low"], row["ci_high"]) for row in rows}


@pytest.mark.parametrize(("counts", "published"), PUBLISHED.items(), ids=str)
def test_published_values(counts: tuple[int, int], published: tuple[float, float], intervals: dict) -> None:
    assert [round(side / 100, 4) for side in intervals[counts]] == list(published)


@pytest.mark.parametrize("counts", [*PUBLISHED, *SMALL, (81, 526)], ids=str)
def test_the_formula(counts: tuple[int, int], intervals: dict) -> None:
    numerator, denominator = map(Fraction, counts)
    assert intervals[counts] == pytest.approx(wilson(numerator, denominator), rel=1e-12, abs=1e-9)


@pytest.mark.parametrize("counts", [*PUBLISHED, *SMALL], ids=str)
def test_the_interval_holds_the_rate_and_stays_within_a_hundred(counts: tuple[int, int], intervals: dict) -> None:
    low, high = intervals[counts]
    assert -1e-9 <= low <= 100 * counts[0] / counts[1] + 1e-9
    assert 100 * counts[0] / counts[1] - 1e-9 <= high <= 100 + 1e-9


def test_nine_of_ten_is_sixty_to_ninety_eight(intervals: dict) -> None:
    low, high = intervals[9, 10]
    assert (round(low), round(high)) == (60, 98)


@pytest.mark.parametrize("counts", NONE, ids=str)
def test_none_where_the_rate_is_no_share(counts: tuple[int, int], intervals: dict) -> None:
    assert intervals[counts] == (None, None)


@pytest.mark.parametrize("counts", [(1, 1), (60, 60)], ids=str)
def test_all_of_them_reaches_a_hundred_and_none_of_them_nothing(counts: tuple[int, int], intervals: dict) -> None:
    assert intervals[counts][1] == 100
    assert intervals[0, 1][0] == intervals[0, 20][0] == 0
