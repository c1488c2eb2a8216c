"""What the quarters still to come may bring, estimated over the offices of one province for one indicator.

Arrays are [office, year, quarter] of what each quarter alone brought, years in time order, the last one the year that is looked
ahead in; unknown is nan. A year counts half as much as the one after it. How far quarters of one office spread, and how far
offices differ, is estimated over the province and never assumed to be nothing.
"""

from dataclasses import dataclass

import numpy as np

from etl.outlook.distributions import Flags, Floats

#: What a year counts against the one after it.
KEEP = 0.5
#: Complete earlier years before a season is believed.
SEASON_YEARS = 2
#: Cases added to each quarter of the season, besides the mean of one office and quarter.
SEASON_DAMP = 4.0
#: The spread of quarters where nothing tells (counts, shares), and how many degrees of freedom that guess is worth.
SPREAD, CORRELATION, GUESS = 0.10, 0.02, 15.0
#: The province is worth at least and at most so many quarters of an office (counts), so many cases (shares).
STRENGTH, STRENGTH_CASES = (0.05, 12.0), (2.0, 200.0)


@dataclass(frozen=True)
class Arrivals:
    """How many cases are still to come, for each office: the mean and its squared coefficient of variation."""

    mean: Floats
    variation: Floats


@dataclass(frozen=True)
class Share:
    """The share of cases still to come that count, for each office: its mean and the correlation between cases."""

    mean: Floats
    correlation: Floats


def weights(shape: tuple[int, ...], quarter: int) -> Floats:
    """What each quarter counts when `quarter` quarters of the last year are in."""
    weight = np.ones(shape) * (KEEP ** np.arange(shape[1] - 1, -1, -1))[None, :, None]
    weight[:, -1, quarter:] = 0
    return weight


def arrivals(amounts: Floats, quarter: int) -> Arrivals:
    """The sum over the quarters after `quarter`: each office's own past, drawn towards the province's."""
    weight = np.where(np.isnan(amounts), 0.0, weights(amounts.shape, quarter))
    seen = weight > 0
    known = np.where(seen, np.nan_to_num(amounts), 0.0)
    season = _season(known, seen, weight)
    exposure = seen * season
    quarters, cases = (weight * exposure).sum((1, 2)), (weight * known).sum((1, 2))
    usual = (cases.sum() + 0.25) / (quarters.sum() + 1)
    spread = _spread(known, seen, exposure, usual)
    deflated = 1 / (1 + spread * usual)
    strength = _strength(cases, quarters, usual, deflated)
    a, b = usual * strength + cases * deflated, strength + quarters * deflated
    ahead = season[quarter:]
    return Arrivals(a / b * ahead.sum(), (1 + 1 / a) * (1 + spread * (ahead**2).sum() / ahead.sum() ** 2) - 1)


def _season(known: Floats, seen: Flags, weight: Floats) -> Floats:
    """The part of a year that falls in each quarter, times four."""
    if known.shape[1] <= SEASON_YEARS:
        return np.ones(4)
    past = seen[:, :-1].all(axis=2, keepdims=True) * weight[:, :-1]
    sums = (known[:, :-1] * past).sum(axis=(0, 1))
    sums = sums + SEASON_DAMP + sums.sum() / max(past.sum(), 1)
    return 4 * sums / sums.sum()


def _spread(known: Floats, seen: Flags, exposure: Floats, usual: float) -> float:
    """How much more the quarters of an office differ than chance alone lets them, shrunk to a guess."""
    quarters = seen.sum((1, 2))
    level = ratio(known.sum((1, 2)), exposure.sum((1, 2)))
    fit, enough = level[:, None, None] * exposure, quarters >= 2
    squares = ((known - fit) ** 2 * seen).sum((1, 2)) * quarters / np.maximum(quarters - 1, 1)
    top = (squares - fit.sum((1, 2)))[enough].sum()
    low = np.maximum((fit**2).sum((1, 2)) - level, 0)[enough].sum()
    # Tiny counts say little about their spread.
    degrees = (quarters - 1)[enough].sum() * min(1.0, usual) * (low > 0)
    return float((max(top / low if low > 0 else 0, 0) * degrees + SPREAD * GUESS) / (degrees + GUESS))


def _strength(cases: Floats, quarters: Floats, usual: float, deflated: float) -> float:
    """How many quarters of an office the province's mean is worth."""
    between, has = 0.0, quarters > 0
    if has.sum() > 1:
        squares = (quarters * (ratio(cases, quarters) - usual) ** 2)[has].sum()
        between = (squares - usual / deflated * has.sum()) / quarters.sum()
    low, high = (deflated * bound for bound in STRENGTH)
    return float(np.clip(usual / between if between > 0 else np.inf, low, high))


def share(counted: Floats, cases: Floats, weight: Floats, blocks_ahead: int) -> Share:
    """The share in the blocks still to come, from earlier blocks: `counted` of `cases` in each, any shape after the office."""
    counted, cases, weight = (np.nan_to_num(each).reshape(len(each), -1) for each in (counted, cases, weight))
    weight, counted = np.where(cases > 0, weight, 0.0), np.clip(counted, 0, cases)
    seen = weight > 0
    usual = ((weight * counted).sum() + 0.5) / ((weight * cases).sum() + 1)
    correlation = _correlation(counted, cases, seen, usual)
    effective = weight / (1 + np.maximum(cases - 1, 0) * correlation)
    good, all_ = (effective * counted).sum(1), (effective * cases).sum(1)
    has = all_ > 0
    top = (all_ * (ratio(good, all_) - usual) ** 2).sum() - usual * (1 - usual) * (has.sum() - 1)
    low = usual * (1 - usual) * (all_.sum() - (all_**2).sum() / max(all_.sum(), 1e-9) - (has.sum() - 1))
    strength = np.clip(low / top - 1 if top > 0 and low > 0 else np.inf, *STRENGTH_CASES)
    a, b = good + strength * usual, all_ - good + strength * (1 - usual)
    return Share(a / (a + b), (1 + (a + b) * correlation / blocks_ahead) / (a + b + 1))


def _correlation(counted: Floats, cases: Floats, seen: Flags, usual: float) -> float:
    """How alike the cases of one block are, by moments, shrunk to a guess."""
    blocks, all_, good = seen.sum(1), (seen * cases).sum(1), (seen * counted).sum(1)
    own = (good + usual) / (all_ + 1)
    own = own * (1 - own)
    squares = (seen * cases * (ratio(counted, cases) - ratio(good, all_)[:, None]) ** 2).sum(1)
    enough = blocks >= 2
    top = (squares - own * (blocks - 1))[enough].sum()
    low = (own * (all_ - ratio((seen * cases * cases).sum(1), all_) - (blocks - 1)))[enough].sum()
    information = min(1.0, usual * (1 - usual) * all_.sum() / max(seen.sum(), 1))
    degrees = (blocks - 1)[enough].sum() * information * (low > 0)
    return float((np.clip(top / low if low > 0 else 0, 0, 0.9) * degrees + CORRELATION * GUESS) / (degrees + GUESS))


def season_shift(counted: Floats, cases: Floats, quarter: int) -> float:
    """How much higher, in log odds, the province stood after `quarter` than until then in earlier years, drawn towards nothing."""
    counted = np.clip(counted, 0, cases)
    gaps = []
    for year in range(counted.shape[1]):
        whole = ~(np.isnan(counted[:, year]) | np.isnan(cases[:, year])).any(1)
        good, all_ = counted[whole, year], cases[whole, year]
        before, after = (
            np.log((good[:, part].sum() + 0.5) / (all_[:, part].sum() - good[:, part].sum() + 0.5))
            for part in (slice(0, quarter), slice(quarter, 4))
        )
        gaps.append(after - before)
    gap = float(np.mean(gaps))
    return gap * max(1 - float(np.var(gaps, ddof=1)) / len(gaps) / gap**2, 0) if gap else 0.0


def ratio(top: Floats, low: Floats) -> Floats:
    """The quotient, 0 where nothing is divided by."""
    return np.divide(top, low, out=np.zeros(np.broadcast(top, low).shape), where=np.asarray(low) > 0)
