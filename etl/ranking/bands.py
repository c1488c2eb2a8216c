"""Between which places each office of a group may lie, by exact comparison of every two of them.

An office's true share is the chance that a target of its is met; what was met is a draw of so many. Its true place hangs on which
others have a truly higher share. One office counts as better than another when Fisher's exact test says so at a level so small
(`SURE`, parted over every comparison of an office in both directions) that all of its comparisons are right together at least
that often: the band runs from one more than surely are better to one more than are not surely worse. It holds for any number
of targets, for offices of the same share, which share their places, and for targets of unlike difficulty, whose counts vary less
than those of like ones. Whole numbers alone are compared: nothing is drawn at random, and every machine gives the same.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, permutations
from math import comb

import pandas as pd

#: How often at least an office's band holds its true place.
SURE = Fraction(9, 10)

GROUP = ["province_code", "level", "field_code", "year", "quarter"]


def rank_bands(rows: pd.DataFrame, first_year: int = 0) -> pd.DataFrame:
    """For the offices in `rows` (`GROUP`, unit_code, met, judged > 0) from `first_year` on: rank_low, rank_high, ranked.

    `rank_low` is the best place in question, 1 is first; `ranked` is how many offices are compared.
    """
    made = rows[rows["year"] >= first_year].sort_values([*GROUP, "unit_code"], ignore_index=True)
    counts = list(zip(made["met"].astype(int), made["judged"].astype(int), strict=True))
    begins = (made[GROUP] != made[GROUP].shift()).any(axis=1).to_numpy().nonzero()[0].tolist()
    found: list[tuple[int, int, int]] = []
    for begin, end in pairwise([*begins, len(counts)]):
        found += [(low, high, end - begin) for low, high in bands(counts[begin:end])]
    made = made[[*GROUP, "unit_code"]]
    made[["rank_low", "rank_high", "ranked"]] = pd.DataFrame(found, columns=["low", "high", "ranked"], dtype="int64").to_numpy()
    return made


def bands(counts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first and the last place of each office, of `counts` (met, judged)."""
    others = len(counts) - 1
    level = (1 - SURE) / (2 * others) if others else Fraction(0)
    offices = Counter(counts)
    better, worse = dict.fromkeys(offices, 0), dict.fromkeys(offices, 0)
    for one, other in permutations(offices, 2):
        if one[0] * other[1] > other[0] * one[1] and is_better(*one, *other, level.numerator, level.denominator):
            better[other] += offices[one]
            worse[one] += offices[other]
    places = {each: (1 + better[each], len(counts) - worse[each]) for each in offices}
    return [places[each] for each in counts]


@lru_cache(maxsize=200_000)
def is_better(met: int, judged: int, other_met: int, other_judged: int, numerator: int, denominator: int) -> bool:
    """Whether `met` of `judged`, the higher share, came at most this often (a level as a fraction) were both shares alike."""
    both, all_ = met + other_met, judged + other_judged
    most = min(judged, both)
    as_many = sum(comb(judged, some) * comb(other_judged, both - some) for some in range(met, most + 1))
    return as_many * denominator <= numerator * comb(all_, both)
