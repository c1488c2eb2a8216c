"""The chance that a target is met at the year's end, for each office of a province, with `quarter` quarters of the last year in."""

import numpy as np

from etl.outlook.distributions import CELLS, Floats, Ints, beta_binomial_below, negative_binomial, negative_binomial_length
from etl.outlook.estimates import KEEP, SEASON_YEARS, Arrivals, Share, arrivals, ratio, season_shift, share, weights

#: Up to so many numbers of remaining cases each is weighed by itself; of more, so many equally likely ones stand for all.
_EACH, _LIKELY = 60, 41
_NOTHING = 1e-7
#: Of more cases than these nothing is said: the numbers that may come are each a cell of a table.
_MOST = 100_000


def chance_of_count(amounts: Floats, quarter: int, target: Floats, at_least: bool) -> Floats:
    """For a count: [office], nan where a quarter of this year is unknown; `target` is what each office is asked."""
    so_far = amounts[:, -1, :quarter].sum(1)
    return count_chance(so_far, arrivals(amounts, quarter), target, at_least)


def count_chance(so_far: Floats, ahead: Arrivals, target: Floats, at_least: bool) -> Floats:
    """The chance that what is to come fills what is missing, or stays under what is left."""
    result = np.full(len(so_far), np.nan)
    known = _told(so_far + target, ahead)
    left = target[known] - so_far[known]
    edge = (np.ceil(left) if at_least else np.floor(left) + 1).astype(np.int64)
    for part in _in_parts(negative_binomial_length(ahead.mean[known], ahead.variation[known])):
        chances = negative_binomial(ahead.mean[known][part], ahead.variation[known][part])
        below = np.where(np.arange(chances.shape[1]) < edge[part][:, None], chances, 0).sum(1)
        result[known[part]] = 1 - below if at_least else below
    return np.clip(result, 0, 1)


def chance_of_rate(
    counted: Floats, cases: Floats, quarter: int, target: Floats, at_least: bool, opening: Floats | None = None, is_open: bool = False
) -> Floats:
    """For a rate in percent: [office], given that the year has a case; nan where none has come and more likely than not none will.

    `opening` [office, year]: the stock inside the cases of each first quarter, which did not arrive in it. `is_open`: what is
    not done yet may still be done; else a case that failed stays so.
    """
    good, all_ = counted[:, -1, :quarter].sum(1), cases[:, -1, :quarter].sum(1)
    flow = cases.copy()
    if opening is not None:
        flow[:, :, 0] = np.maximum(cases[:, :, 0] - opening, 0)
    ahead = arrivals(flow, quarter)
    unfinished = np.maximum(all_ - good, 0) if is_open else np.zeros(len(good))
    if is_open:
        part = _share_of_stock(counted, cases, quarter, unfinished, ahead)
    else:
        part = share(counted, cases, weights(counted.shape, quarter), 4 - quarter)
        if counted.shape[1] > SEASON_YEARS:
            shift = season_shift(counted[:, :-1], cases[:, :-1], quarter)
            part = Share(1 / (1 + (1 - part.mean) / part.mean * np.exp(-shift)), part.correlation)
    return _rate_chance(good, all_, unfinished, ahead, part, target, at_least)


def _share_of_stock(counted: Floats, cases: Floats, quarter: int, unfinished: Floats, ahead: Arrivals) -> Share:
    """What part of the unfinished and the new is finished by the end: of the same stretch of earlier years, or at this year's pace."""
    done, taken = np.cumsum(counted, 2), np.cumsum(cases, 2)
    if counted.shape[1] > 1:
        finished = done[:, :-1, 3] - done[:, :-1, quarter - 1]
        open_ = taken[:, :-1, 3] - done[:, :-1, quarter - 1]
        keep = KEEP ** np.arange(counted.shape[1] - 2, -1, -1)
        return share(finished, open_, np.where(np.isnan(finished + open_), 0, keep), 1)
    ahead_quarters = 4 - quarter
    now, pile = counted[:, -1, :quarter], (taken - done + counted)[:, -1, :quarter]
    pace = share(now, pile, np.ones_like(now), ahead_quarters)
    of_new = 1 - np.mean([(1 - pace.mean) ** each for each in range(1, ahead_quarters + 1)], axis=0)
    of_old = 1 - (1 - pace.mean) ** ahead_quarters
    return Share(ratio(unfinished * of_old + ahead.mean * of_new, unfinished + ahead.mean), pace.correlation)


def _rate_chance(
    good: Floats, all_: Floats, unfinished: Floats, ahead: Arrivals, part: Share, target: Floats, at_least: bool
) -> Floats:
    result = np.full(len(good), np.nan)
    known = _told(good + all_ + unfinished + target, ahead)
    lengths = negative_binomial_length(ahead.mean[known], ahead.variation[known])
    for rows in _in_parts(lengths):
        offices = known[rows]
        chances = negative_binomial(ahead.mean[offices], ahead.variation[offices])
        is_silent = (all_[offices] == 0) & (chances[:, 0] >= 0.5)
        # 0 of 0 is not judged: of a year without a case so far, only what happens once there is one.
        chances[all_[offices] == 0, 0] = 0
        chances /= chances.sum(axis=1, keepdims=True)
        sizes, weight = _sizes(chances, lengths[rows])
        for some in _in_parts(sizes.max(1) + unfinished[offices].astype(np.int64) + 2, sizes.shape[1]):
            of = offices[some]
            trials = sizes[some] + unfinished[of].astype(np.int64)[:, None]
            edge = _edge(target[of], all_[of], sizes[some], good[of], at_least)
            below = beta_binomial_below(trials, edge, part.mean[of], part.correlation[of])
            each = 1 - below if at_least else below
            with np.errstate(invalid="ignore"):
                result[of] = (weight[some] * each).sum(1) / weight[some].sum(1)
        result[offices[is_silent]] = np.nan
    return np.clip(result, 0, 1)


def _told(known: Floats, ahead: Arrivals) -> Ints:
    """The offices of which all is known, and not too many cases for the tables."""
    return np.flatnonzero((np.abs(known) < _MOST) & (negative_binomial_length(ahead.mean, ahead.variation) < _MOST))


def _sizes(chances: Floats, lengths: Ints) -> tuple[Ints, Floats]:
    """The numbers of cases that may come, [office, number], and the weight of each."""
    width = min(max(int(lengths.max()), _LIKELY), _EACH)
    each = np.broadcast_to(np.arange(width), (len(chances), width))
    weight = np.zeros(each.shape)
    weight[:, : min(width, chances.shape[1])] = chances[:, :width]
    weight = np.where(weight >= _NOTHING, weight, 0.0)
    likely = (np.cumsum(chances, axis=1)[:, None, :] < ((np.arange(_LIKELY) + 0.5) / _LIKELY)[None, :, None]).sum(2)
    sizes = each.copy()
    is_long = lengths > _EACH
    sizes[is_long] = 0
    sizes[is_long, :_LIKELY] = likely[is_long]
    weight[is_long] = np.where(np.arange(width) < _LIKELY, 1.0, 0.0)
    return np.where(weight > 0, sizes, 0).astype(np.int64), weight


def _edge(target: Floats, all_: Floats, sizes: Ints, good: Floats, at_least: bool) -> Ints:
    """How many of the cases to come must count, exactly: a target has four decimals, so all of it is whole numbers."""
    asked = np.rint(target * 10_000).astype(np.int64)[:, None] * (all_.astype(np.int64)[:, None] + sizes)
    whole = -(-asked // 1_000_000) if at_least else asked // 1_000_000 + 1
    return whole - good.astype(np.int64)[:, None]


def _in_parts(lengths: Ints, times: int = 1) -> list[Ints]:
    """The rows, those of like length together, in parts whose tables are not too large."""
    order = np.argsort(lengths, kind="stable")
    parts: list[list[int]] = []
    for row in order:
        if not parts or (len(parts[-1]) + 1) * int(lengths[row]) * times > CELLS:
            parts.append([])
        parts[-1].append(int(row))
    return [np.array(part) for part in parts]
