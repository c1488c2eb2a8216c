"""Section 7 of the contract in exact fractions: one target and one result in, one judgement out."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

Z = 1.959964


@dataclass(frozen=True)
class Target:
    """A target in force at one level. `base` is what a plan asks (for a quarter, when each_quarter)."""

    level: str
    base: Fraction
    target: Fraction
    phasing: str
    due_on: date
    is_count: bool


def year_starts(year: int) -> date:
    return date(year - 1, 12, 1)


def quarter_starts(year: int, quarter: int) -> date:
    return year_starts(year) if quarter == 1 else date(year, 3 * (quarter - 1), 1)


def quarter_ends(year: int, quarter: int) -> date:
    following = year_starts(year + 1) if quarter == 4 else quarter_starts(year, quarter + 1)
    return following - timedelta(days=1)


def as_date(cell: Any) -> date | None:
    return date.fromisoformat(str(cell)) if cell else None


def as_number(cell: Any) -> Fraction | None:
    return None if cell is None else Fraction(str(cell))


@cache
def term(text: str) -> list[tuple[Fraction, str]]:
    """``a + b - 2*c`` as coefficients and element codes."""
    parts = re.findall(r"([+-]?)\s*(?:(\d+(?:\.\d+)?)\s*\*\s*)?([A-Za-z_]\w*)", text)
    assert parts, text
    return [(Fraction(times or 1) * (-1 if sign == "-" else 1), code) for sign, times, code in parts]


def wilson(numerator: Fraction, denominator: Fraction) -> tuple[float, float] | None:
    """The Wilson 95 % score interval in percent; None unless 0 ≤ numerator ≤ denominator and there is a case."""
    if denominator <= 0 or not 0 <= numerator <= denominator:
        return None
    n, p = float(denominator), float(numerator / denominator)
    middle = p + Z * Z / (2 * n)
    reach = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return tuple(100 * side / (1 + Z * Z / n) for side in (middle - reach, middle + reach))  # type: ignore[return-value]


def competition_rank(key: Any, keys: Iterable[Any]) -> int:
    return 1 + sum(other > key for other in keys)


def binds(row: Mapping[str, Any], denominator: Fraction | None) -> bool:
    low, below = as_number(row["volume_from"]), as_number(row["volume_below"])
    if low is None and below is None:
        return True
    return denominator is not None and (low is None or low <= denominator) and (below is None or denominator < below)


def unjudged(status: str, target: Target | None) -> dict[str, Any]:
    return {
        "status": status, "target": target.target if target else None, "expected": None, "attainment": None,
        "margin": None, "needed": None, "is_fragile": None,
    }  # fmt: skip


def expected_by(target: Target, to: date, year: int) -> Fraction:
    """What a count must have reached when its figures run to this date."""
    starts = year_starts(year)
    if target.phasing == "each_quarter":
        return target.target
    if target.phasing == "year_end":
        return Fraction(0) if to < target.due_on else target.target
    elapsed = min(Fraction(1), Fraction((to - starts).days + 1, (target.due_on - starts).days + 1))
    return Fraction(math.floor(target.target * elapsed))


def is_met(direction: str, value: Fraction, target: Fraction) -> bool:
    return value >= target if direction == "at_least" else value <= target


def attainment_of(direction: str, value: Fraction, target: Fraction) -> Fraction:
    if direction == "at_least":
        return 100 * value / target if target else Fraction(100)
    return Fraction(100) if value <= target else 100 * target / value


def judged_count(
    direction: str, value: Fraction, target: Target, to: date, year: int, is_quarter_under: bool
) -> dict[str, Any]:
    met, expected = is_met(direction, value, target.target), expected_by(target, to, year)
    if direction == "at_least" and value > target.target:
        status = "exceeded"
    elif met:
        status = "met"
    elif direction == "at_most" or to >= target.due_on or is_quarter_under:
        status = "missed"
    else:
        status = "on_track" if value >= expected else "behind"
    short = target.target - value if direction == "at_least" else value - target.target
    nearby = [value + 1, *([value - 1] if value >= 1 else [])]
    return {
        "status": status, "target": target.target, "expected": expected,
        "attainment": attainment_of(direction, value, target.target), "margin": -short,
        "needed": max(0, math.ceil(short)),
        "is_fragile": any(is_met(direction, other, target.target) != met for other in nearby),
    }  # fmt: skip


def judged_rate(direction: str, numerator: Fraction, denominator: Fraction, target: Target, to: date) -> dict[str, Any]:
    value = 100 * numerator / denominator
    met = is_met(direction, value, target.target)
    if direction == "at_least" and value > target.target:
        status = "exceeded"
    elif met:
        status = "met"
    elif to >= target.due_on or (direction == "at_most" and target.target == 0):
        status = "missed"
    else:
        status = "behind"
    asked = target.target * denominator / 100
    short = asked - numerator if direction == "at_least" else numerator - asked
    nearby = [numerator + 1, *([numerator - 1] if numerator >= 1 else [])]
    return {
        "status": status, "target": target.target, "expected": None,
        "attainment": attainment_of(direction, value, target.target),
        "margin": value - target.target if direction == "at_least" else target.target - value,
        "needed": max(0, math.ceil(short)),
        "is_fragile": any(is_met(direction, 100 * other / denominator, target.target) != met for other in nearby),
    }  # fmt: skip
