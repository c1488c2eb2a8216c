"""The bands of places hold the true place at least as often as they say, in worlds where it is known."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pytest

from etl.ranking import SURE, rank_bands
from etl.ranking.bands import bands, is_better

#: A world: for each office its true share and how many targets it has.
World = Sequence[tuple[float, int]]
ROUNDS = 400


def _alike(offices: int, share: float, targets: int) -> World:
    return [(share, targets)] * offices


WORLDS: dict[str, World] = {
    "like the sample": [(share, 56) for share in np.linspace(0.6, 0.97, 13)],
    "all alike": _alike(11, 0.85, 56),
    "all alike and sure": _alike(11, 0.99, 40),
    "two groups of equals": [*_alike(6, 0.6, 50), *_alike(5, 0.95, 50)],
    "one to three targets": [(share, 1 + place % 3) for place, share in enumerate(np.linspace(0.1, 0.9, 9))],
    "few beside many": [(0.9, 60), (0.9, 2), (0.5, 60), (0.5, 1), (0.7, 3), (0.7, 60)],
    "two offices": [(0.5, 30), (0.8, 30)],
}


def true_places(world: World) -> list[tuple[int, int]]:
    """The best and the worst place of each office: those of the same share have all their places in common."""
    shares = [share for share, _ in world]
    return [(1 + sum(other > share for other in shares), sum(other >= share for other in shares)) for share in shares]


def held(world: World, draw: Callable[[np.random.Generator, float, int], int]) -> list[float]:
    """How often the band of each office held all of its true places."""
    random = np.random.default_rng(20221130)
    places = true_places(world)
    good = np.zeros(len(world))
    for _ in range(ROUNDS):
        found = bands([(draw(random, share, targets), targets) for share, targets in world])
        good += [low <= first and last <= high for (low, high), (first, last) in zip(found, places, strict=True)]
    return list(good / ROUNDS)


@pytest.mark.parametrize("name", WORLDS)
def test_a_band_holds_the_true_place_as_often_as_it_says(name: str) -> None:
    often = held(WORLDS[name], lambda random, share, targets: int(random.binomial(targets, share)))
    # Of 400 rounds of a band that holds in nine of ten, fewer than 86 % come once in a hundred.
    assert min(often) >= float(SURE) - 0.04, often


def test_targets_of_unlike_difficulty_only_make_it_surer() -> None:
    def draw(random: np.random.Generator, share: float, targets: int) -> int:
        easy = np.clip(np.where(np.arange(targets) % 2, share + 0.04, share - 0.04), 0, 1)
        return int((random.random(targets) < easy).sum())

    assert min(held([(share, 56) for share in np.linspace(0.6, 0.95, 11)], draw)) >= float(SURE) - 0.04


def test_far_apart_it_says_much_and_close_together_nothing() -> None:
    assert bands([(60, 60), (58, 60), (20, 60), (3, 60)]) == [(1, 2), (1, 2), (3, 3), (4, 4)]
    assert bands([(50, 60), (51, 60), (49, 60)]) == [(1, 3)] * 3
    assert bands([(1, 1), (0, 1), (2, 3)]) == [(1, 3)] * 3


def test_those_of_the_same_count_have_the_same_band() -> None:
    found = bands([(30, 50), (30, 50), (55, 57), (30, 50)])
    assert found[0] == found[1] == found[3] == (2, 4) and found[2] == (1, 1)


def test_one_office_alone_is_the_first_of_one() -> None:
    assert bands([(3, 9)]) == [(1, 1)]


def test_it_is_fishers_exact_test() -> None:
    # Lady tasting tea: 4 of 4 against 0 of 4 come once in 70.
    assert is_better(4, 4, 0, 4, 1, 70) and not is_better(4, 4, 0, 4, 1, 71)
    assert is_better(4, 4, 3, 4, 1, 2) and not is_better(4, 4, 3, 4, 49, 100)


def test_each_group_is_compared_within_itself_from_the_first_year_on() -> None:
    rows = pd.DataFrame(
        [
            ("42", "headline", "all", year, 1, unit, met, 60)
            for year in (2021, 2022)
            for unit, met in (("B", 58), ("A", 20), ("C", 57))
        ],
        columns=["province_code", "level", "field_code", "year", "quarter", "unit_code", "met", "judged"],
    )
    made = rank_bands(rows, 2022)
    assert made["year"].unique().tolist() == [2022]
    assert made[["unit_code", "rank_low", "rank_high", "ranked"]].values.tolist() == [["A", 3, 3, 3], ["B", 1, 2, 3], ["C", 1, 2, 3]]
    assert rank_bands(rows.head(0)).empty
    pd.testing.assert_frame_equal(made, rank_bands(rows.sample(frac=1, random_state=7), 2022))
