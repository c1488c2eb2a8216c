"""Section 7: one result against one target, exactly."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

STATUSES = ("exceeded", "met", "on_track", "behind", "missed", "not_applicable", "no_target", "not_reported")
JUDGED = STATUSES[:5]
Z = 1.959964
OPEN = object()  # stands where the contract does not say what a column holds


@dataclass(frozen=True)
class Result:
    """A result to judge, and against what.

    `numerator` and `denominator` are what is compared: of a count, or of a rate held to a count, the denominator is None.
    """

    is_floor: bool
    is_count: bool
    numerator: Fraction
    denominator: Fraction | None
    target: Fraction
    expected: Fraction | None
    is_due: bool  # figures run to due_on or past it
    is_final: bool = False
    is_quarter_short: bool = False
    can_fall: bool = False  # a ceiling of cases that grows with the cases: what is over it may come back
    decimals: int = 0

    @property
    def value(self) -> Fraction:
        return self.numerator if self.is_count else 100 * self.numerator / self.positive

    @property
    def positive(self) -> Fraction:
        assert self.denominator is not None and self.denominator > 0
        return self.denominator

    def is_met(self, numerator: Fraction | None = None) -> bool:
        """Exact: 100·numerator against target·denominator."""
        asked, got = self.cases_asked, self.numerator if numerator is None else numerator
        return got >= asked if self.is_floor else got <= asked

    @property
    def cases_asked(self) -> Fraction:
        return self.target if self.is_count else self.target * self.positive / 100

    @property
    def is_over(self) -> bool:
        """A count that has passed its ceiling: it cannot come back down."""
        return self.is_count and not self.is_floor and not self.is_met()


def judged(result: Result) -> dict[str, Any]:
    """The columns of a judgement: status, attainment, margin, needed, is_fragile, is_close."""
    value, target = result.value, result.target
    short = result.cases_asked - result.numerator if result.is_floor else result.numerator - result.cases_asked
    is_fragile = fragile(result)
    is_middling = target > 1 if result.is_count else 0 < target < 100
    return {
        "status": status_of(result),
        "attainment": attainment_of(result.is_floor, value, target),
        "margin": value - target if result.is_floor else target - value,
        "needed": round_up(max(Fraction(0), short), result.decimals),
        "is_fragile": is_fragile,
        "is_close": is_fragile and is_middling and not result.is_over,
    }


def status_of(result: Result) -> str:
    """The table of section 7, from its fourth row on: the first that holds."""
    if result.is_quarter_short:
        return "missed"
    if result.is_met():
        return "exceeded" if result.is_floor and result.value > result.target else "met"
    cannot_come_back = not result.is_floor and not result.can_fall and (result.is_count or result.target == 0)
    cannot_be_made_good = result.is_floor and not result.is_count and result.target == 100 and result.is_final
    if result.is_due or cannot_come_back or cannot_be_made_good:
        return "missed"
    if result.is_floor and result.is_count and result.expected is not None and result.value >= result.expected:
        return "on_track"
    return "behind"


def attainment_of(is_floor: bool, value: Fraction, target: Fraction) -> Fraction:
    if is_floor:
        return 100 * value / target if target else Fraction(100)
    return Fraction(100) if value <= target else 100 * target / value


def fragile(result: Result) -> bool:
    """One numerator case more or fewer would turn met into unmet or back (never below 0)."""
    if result.is_quarter_short:
        return False  # **2** false once a quarter of each_quarter has decided
    nearby = [result.numerator + 1, *([result.numerator - 1] if result.numerator >= 1 else [])]
    return any(result.is_met(other) != result.is_met() for other in nearby)


def unjudged(status: str) -> dict[str, Any]:
    nothing = dict.fromkeys(("attainment", "margin", "needed"))
    return {"status": status, **nothing, "is_fragile": False, "is_close": False}


def round_up(cases: Fraction, decimals: int) -> Fraction:
    """**2** For elements with decimals, rounded up to those decimals."""
    return Fraction(math.ceil(cases * 10**decimals), 10**decimals)


def wilson(numerator: Fraction, denominator: Fraction) -> tuple[float, float] | None:
    """The Wilson 95 % score interval in percent; None unless 0 ≤ numerator ≤ denominator and there is a case."""
    if denominator <= 0 or not 0 <= numerator <= denominator:
        return None
    n, p = float(denominator), float(numerator / denominator)
    middle = p + Z * Z / (2 * n)
    reach = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return 100 * (middle - reach) / (1 + Z * Z / n), 100 * (middle + reach) / (1 + Z * Z / n)


def rank(key: Any, keys: Iterable[Any]) -> int:
    """Equal ranks share."""
    return 1 + sum(other > key for other in keys)
