"""Simulated plan years: steady ones, ones whose quarters differ more than chance lets them, ones with a break."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from etl.outlook.distributions import Floats

WORLDS = {"stable": "ổn định", "overdispersed": "các quý chênh lệch nhiều hơn ngẫu nhiên", "break": "có thay đổi đột ngột giữa chừng"}
OFFICES, YEARS = 13, 5


@dataclass(frozen=True)
class Indicator:
    """`counted` (and `cases` of a rate) are [office, year, quarter]; `targets` one for each year."""

    code: str
    is_count: bool
    is_at_least: bool
    counted: Floats
    cases: Floats | None
    targets: Floats


def world(name: str, seed: int, indicators: int = 24) -> Iterator[Indicator]:
    """Indicators of one province, counts and rates in turn."""
    chance = np.random.default_rng(seed)
    for number in range(indicators):
        size = np.exp(chance.normal(0, 0.4, OFFICES))[:, None]
        usual = np.exp(chance.uniform(np.log(1.5), np.log(20))) * size * np.ones((1, YEARS * 4))
        if name == "break":
            usual = usual * _breaks(chance, 0.5)
        spread = chance.gamma(1 / 0.3, 0.3, usual.shape) if name == "overdispersed" else 1.0
        arrived = chance.poisson(usual * spread).astype(float)
        is_at_least = bool(chance.random() < 0.7)
        if number % 2 == 0:
            targets = np.maximum(1, np.rint(usual.mean() * 4 * chance.uniform(0.75, 1.25, YEARS)))
            yield Indicator(f"C{number}", True, is_at_least, _by_year(arrived), None, targets)
            continue
        share = chance.choice([0.9, 0.8, 0.6]) if is_at_least else chance.choice([0.05, 0.2])
        own = np.clip(share + chance.normal(0, 0.05, (OFFICES, 1)), 0.01, 0.99) * np.ones_like(arrived)
        if name == "break":
            own = np.clip(own * _breaks(chance, 0.15), 0.01, 0.99)
        if name == "overdispersed":
            own = chance.beta(own * 15, (1 - own) * 15)
        counted = chance.binomial(arrived.astype(int), own).astype(float)
        targets = np.rint(100 * np.clip(share + chance.uniform(-0.06, 0.06, YEARS), 0.01, 0.99))
        yield Indicator(f"R{number}", False, is_at_least, _by_year(counted), _by_year(arrived), targets)


def _breaks(chance: np.random.Generator, size: float) -> Floats:
    factor = np.ones((OFFICES, YEARS * 4))
    for office in range(OFFICES):
        factor[office, chance.integers(4, YEARS * 4) :] = np.exp(chance.choice([-size, size]))
    return factor


def _by_year(amounts: Floats) -> Floats:
    return amounts.reshape(OFFICES, YEARS, 4)


def rows_of(indicators: Iterator[Indicator]) -> pd.DataFrame:
    """The rows that the step takes: every office, year and quarter, the first three quarters of each year a case."""
    parts = []
    for each in indicators:
        office, year, quarter = (index.ravel() for index in np.indices(each.counted.shape))
        numerator = each.counted.cumsum(2)
        denominator = each.cases.cumsum(2) if each.cases is not None else np.ones_like(numerator)
        target = each.targets[year]
        total, of_all = numerator[office, year, 3], denominator[office, year, 3]
        reached = total if each.is_count else 100 * total
        asked = target if each.is_count else target * of_all
        is_met = reached >= asked if each.is_at_least else reached <= asked
        now = numerator[office, year, quarter]
        is_decided = each.is_count & ((now >= target) if each.is_at_least else (now > target))
        parts.append(pd.DataFrame({
            "scope": "unit", "place_code": [f"U{number:02}" for number in office], "province_code": "P", "indicator_code": each.code,
            "year": 2020 + year, "quarter": quarter + 1, "year_starts": 1201, "numerator": each.counted.ravel(),
            "denominator": np.nan if each.cases is None else each.cases.ravel(), "opening": np.nan, "is_in_province": True,
            "is_case": quarter < 3, "is_asked": (quarter < 3) & ~is_decided, "measure": "count" if each.is_count else "rate",
            "is_at_least": each.is_at_least, "target": target, "is_stock_open": False,
            "came_true": np.where(each.is_count | (of_all > 0), is_met, np.nan).astype(float),
            "is_met_now": (now >= target * (quarter + 1) / 4 if each.is_count else 100 * now >= target * denominator[office, year, quarter])
            if each.is_at_least
            else (now <= target * (quarter + 1) / 4 if each.is_count else 100 * now <= target * denominator[office, year, quarter]),
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True)
