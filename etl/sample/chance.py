"""Seeded chance: every number has a stream of its own, so that one changed line of a list does not change all others."""

import math
from random import Random


def stream(*name: object) -> Random:
    """A generator that its name alone decides."""
    return Random("/".join(str(part) for part in name))


def poisson(chance: Random, mean: float) -> int:
    """How often a rare thing happens."""
    if mean > 40:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    limit, count, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        count, product = count + 1, product * chance.random()
    return count


def binomial(chance: Random, number: int, share: float) -> int:
    """How many of a number, each with the same likelihood."""
    return sum(chance.random() < share for _ in range(number))


def within(value: float, low: float, high: float) -> float:
    """The value, or the nearer bound."""
    return min(max(value, low), high)
