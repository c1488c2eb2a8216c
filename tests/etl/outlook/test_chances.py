"""The chance at the year's end: fixed numbers, what cannot be missed or made good, and where nothing can be said."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from etl.outlook.bending import bend
from etl.outlook.chances import chance_of_count, chance_of_rate
from etl.outlook.distributions import Floats, beta_binomial_below, negative_binomial
from etl.outlook.estimates import season_shift

COUNTS = np.array([[[2, 3, 2, 3], [2, 1, 0, 0]], [[1, 0, 1, 2], [0, 1, 0, 0]], [[4, 3, 5, 4], [3, 5, 0, 0]]], float)
CASES = np.array([[[9, 8, 9, 7], [8, 9, 0, 0]], [[3, 2, 4, 2], [0, 2, 0, 0]], [[9, 9, 8, 9], [9, 9, 0, 0]]], float)
COUNTED = np.minimum(COUNTS, CASES)
NO_OPENING = np.zeros((3, 2))


def targets(*values: float) -> Floats:
    return np.array(values, float) if len(values) > 1 else np.full(3, values[0], float)


def test_the_two_distributions_are_those_of_the_book() -> None:
    # Two in all, variation one half: (k + 1) / 2^(k + 2).
    assert_allclose(negative_binomial(np.array([2.0]), np.array([0.5]))[0, :4], [0.25, 0.25, 0.1875, 0.125], atol=1e-9)
    # a = b = 1: every outcome alike.
    below = beta_binomial_below(np.full((1, 5), 3), np.arange(5)[None, :], np.array([0.5]), np.array([1 / 3]))
    assert_allclose(below, [[0, 0.25, 0.5, 0.75, 1]], atol=1e-9)


@pytest.mark.parametrize("trials, share, correlation", [(1, 0.3, 0.01), (40, 0.97, 0.2), (700, 0.5, 0.05)])
def test_both_tails_of_the_beta_binomial_add_to_one(trials: int, share: float, correlation: float) -> None:
    edges = np.arange(trials + 2)[None, :]
    below = beta_binomial_below(np.full(edges.shape, trials), edges, np.array([share]), np.array([correlation]))[0]
    assert below[0] == 0 and below[-1] == 1 and (np.diff(below) >= -1e-12).all()
    mean = (1 - below[1:]).sum()
    assert_allclose(mean, trials * share, rtol=1e-9)


@pytest.mark.parametrize("target, at_least, right", [((3, 4, 99), True, (1, 0.4009, 0)), ((2, 4, 14), False, (0, 0.7678, 0.5085))])
def test_a_count(target: tuple[float, ...], at_least: bool, right: tuple[float, ...]) -> None:
    assert_allclose(chance_of_count(COUNTS, 2, targets(*target), at_least), right, atol=5e-4)


def test_a_count_whose_target_is_no_whole_number_is_reached_by_the_next_one() -> None:
    assert_allclose(chance_of_count(COUNTS, 2, targets(3.5), True), chance_of_count(COUNTS, 2, targets(4), True))
    assert_allclose(chance_of_count(COUNTS, 2, targets(3.5), False), chance_of_count(COUNTS, 2, targets(3), False))


def test_a_rate_whose_shortfall_is_final() -> None:
    assert_allclose(chance_of_rate(COUNTED, CASES, 2, targets(30), True), [0.1528, 0.7312, 0.9792], atol=5e-4)
    assert chance_of_rate(COUNTED, CASES, 2, targets(100), True)[0] == 0
    assert chance_of_rate(COUNTED, CASES, 2, targets(0), False)[0] == 0


def test_a_rate_whose_unfinished_cases_can_still_be_finished() -> None:
    chance = chance_of_rate(COUNTED, CASES, 2, targets(60), True, NO_OPENING, True)
    assert_allclose(chance, [0.0054, 0.1391, 0.0459], atol=5e-4)
    assert chance_of_rate(COUNTED, CASES, 2, targets(100), True, NO_OPENING, True)[0] > 0


def test_what_cannot_be_missed() -> None:
    assert_allclose(chance_of_rate(COUNTED, CASES, 2, targets(0), True), 1)
    assert_allclose(chance_of_rate(COUNTED, CASES, 2, targets(100), False), 1)


def test_nothing_is_said_where_a_quarter_is_unknown_or_nothing_came_and_nothing_may_come() -> None:
    unknown = COUNTS.copy()
    unknown[1, 1, 0] = np.nan
    assert np.isnan(chance_of_count(unknown, 2, targets(4), True)).tolist() == [False, True, False]
    assert np.isnan(chance_of_rate(COUNTED * 0, CASES * 0, 2, targets(50), True)).all()


def test_what_comes_later_is_not_looked_at() -> None:
    later, later_cases = COUNTS.copy(), CASES.copy()
    later[:, 1, 2:], later_cases[:, 1, 2:] = 7, 70
    assert (chance_of_count(later, 2, targets(6), True) == chance_of_count(COUNTS, 2, targets(6), True)).all()
    assert (
        chance_of_rate(np.minimum(later, later_cases), later_cases, 2, targets(40), True)
        == chance_of_rate(COUNTED, CASES, 2, targets(40), True)
    ).all()


def test_offices_that_reach_their_target_more_often_than_was_said_are_believed() -> None:
    said, came_true = np.repeat([0.2, 0.5, 0.8], 40), np.repeat([1.0, 1.0, 1.0], 40)
    bent = bend(np.array([0.2, 0.5, 0.8]), said, came_true)
    assert (bent > [0.2, 0.5, 0.8]).all()
    nobody = np.array([])
    assert_allclose(bend(np.array([0.2, 0.5, 0.8]), nobody, nobody), [0.2, 0.5, 0.8])


def test_a_rate_above_one_hundred_counts_as_all_in_the_season() -> None:
    cases = np.array([[[4, 5, 6, 4], [5, 4, 6, 5], [6, 5, 4, 5]]], float)
    above, all_ = season_shift(cases * 3, cases, 2), season_shift(cases, cases, 2)
    assert np.isfinite(above) and above == all_
