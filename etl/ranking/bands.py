"""Between which places each office of a group may lie, by exact comparison of every two of them.

An office's true share is the chance that a target of its is met; what was met is a draw of so many. Its true place hangs on which
others have a truly higher share. One office counts as better than another when Fisher's exact test says so at a level so small
(`SURE`, parted over every comparison of an office in both directions) that all of its comparisons are right together at least
that often: the band runs from one more than surely are better to one more than are not surely worse. It holds for any number
of targets, for offices of the same share, which share their places, and for targets of unlike difficulty, whose counts vary less
than those of like ones. Whole numbers alone are compared: nothing is drawn at random, and every machine gives the same.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import comb

import pandas as pd

#: How often at least an office's band holds its true place.
SURE = Fraction(9, 10)

GROUP = ["province_code", "level", "field_code", "year", "quarter"]


def rank_bands(rows: pd.DataFrame, first_year: int = 0) -> pd.DataFrame:
    """For the offices in `rows` (`GROUP`, unit_code, met, judged > 0) from `first_year` on: rank_low, rank_high, ranked.

    `rank_low` is the best place in question, 1 is first; `ranked` is how many offices are compared.
    """
    wanted = rows[rows["year"] >= first_year]
    made = []
    for _, group in wanted.groupby(GROUP, sort=True):
        ordered = group.sort_values("unit_code")
        found = bands([(int(met), int(judged)) for met, judged in zip(ordered["met"], ordered["judged"], strict=True)])
        made.append(ordered[[*GROUP, "unit_code"]].assign(
            rank_low=[low for low, _ in found], rank_high=[high for _, high in found], ranked=len(found)
        ))  # fmt: skip
    whole = {"rank_low": "int64", "rank_high": "int64", "ranked": "int64"}
    if not made:
        return wanted[[*GROUP, "unit_code"]].assign(rank_low=0, rank_high=0, ranked=0).astype(whole)
    return pd.concat(made, ignore_index=True).astype(whole)


def bands(counts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first and the last place of each office, of `counts` (met, judged)."""
    others = len(counts) - 1
    level = (1 - SURE) / (2 * others) if others else Fraction(0)
    places = {}
    for mine in set(counts):
        better = sum(is_better(*theirs, *mine, level) for theirs in counts)
        worse = sum(is_better(*mine, *theirs, level) for theirs in counts)
        places[mine] = (1 + better, len(counts) - worse)
    return [places[each] for each in counts]


@lru_cache(maxsize=200_000)
def is_better(met: int, judged: int, other_met: int, other_judged: int, level: Fraction) -> bool:
    """Whether `met` of `judged` is so much more than the other that, were both shares alike, it came at most this often."""
    if met * other_judged <= other_met * judged:
        return False
    both, all_ = met + other_met, judged + other_judged
    most = min(judged, both)
    as_many = sum(comb(judged, some) * comb(other_judged, both - some) for some in range(met, most + 1))
    return as_many * level.denominator <= level.numerator * comb(all_, both)
