"""Section 6: what one office is held to at one level, in proportion to its days and quarter by quarter."""

import math
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tests.oracle.calendar import DAY, Calendar
from tests.oracle.lists import TargetRow, Unit


@dataclass(frozen=True)
class QuarterHeld:
    """One quarter of an `each_quarter` target that counts: what was asked of it, and its own figures if they are whole."""

    number: int
    target: Fraction
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    is_over: bool = True  # its figures run to the quarter's end
    is_count: bool = True  # asked in cases: another plan, or a tier of another volume, may ask a percent of another quarter

    def is_short(self, is_floor: bool) -> bool:
        """**2** A floor is decided only by figures that run to the quarter's end, a count's ceiling as soon as passed."""
        if self.numerator is None:
            return False  # An unreported quarter counts in the target and is not itself called short.
        if self.is_count:
            return self.is_over and self.numerator < self.target if is_floor else self.numerator > self.target
        if self.denominator is None or self.denominator <= 0:
            return False  # denominator 0 left out
        value = 100 * self.numerator / self.denominator
        return self.is_over and (value < self.target if is_floor else value > self.target)

    def cases(self, is_floor: bool) -> Fraction:
        """How many cases were asked: ⌈percent × denominator⌉, at_most ⌊ ⌋, or the count; of nothing, none."""
        if self.is_count:
            return self.target
        cases = self.target * max(self.denominator or Fraction(0), Fraction(0)) / 100
        return Fraction(math.ceil(cases) if is_floor else math.floor(cases))

    def times(self, share: Fraction) -> "QuarterHeld":
        numerator = None if self.numerator is None else share * self.numerator
        return replace(self, target=share * self.target, numerator=numerator)


@dataclass(frozen=True)
class Held:
    """A target in force. `target` is None where `per` is unknown, or no quarter of an `each_quarter` target counts."""

    level: str
    row: TargetRow
    is_count: bool
    target: Fraction | None
    due_on: date  # for a unit that closes, the earlier of due_on and its closing
    expected: Fraction | None
    quarters: tuple[QuarterHeld, ...] | None = None  # each_quarter only

    @property
    def is_each_quarter(self) -> bool:
        return self.quarters is not None


def due_of(row: TargetRow, calendar: Calendar) -> date:
    """A target's due_on, or its plan's, or **2** the last day of the year."""
    return row.due_on or calendar.year_ends(row.plan.year)


def in_proportion(target: Fraction, row: TargetRow, is_floor: bool, unit: Unit, calendar: Calendar) -> Fraction:
    """**2** ⌊target × days open ÷ days⌋ (at_most ⌈ ⌉), both counted from the year's start through due_on."""
    starts, due = calendar.year_starts(row.plan.year), due_of(row, calendar)
    opens, closes = max(starts, unit.opened_on or starts), min(due, unit.closed_on or due)
    days, open_days = days_through(starts, due), days_through(opens, closes)
    if row.plan.level == "registered" or open_days == days:  # as written; Reading 2: open on all those days, no rounding
        return target
    part = target * open_days / days
    return Fraction(math.floor(part) if is_floor else math.ceil(part))


def expected_of(target: Fraction, row: TargetRow, unit: Unit, to: date, calendar: Calendar) -> Fraction:
    """Section 7: floor(target × elapsed) for a linear count; year_end: 0 before due_on."""
    starts, due = calendar.year_starts(row.plan.year), min(due_of(row, calendar), unit.closed_on or date.max)
    if row.phasing == "year_end" and to < due:
        return Fraction(0)
    # **2** elapsed time runs from the later of the year's start and its opening.
    begins = max(starts, unit.opened_on or starts)
    whole = days_through(begins, due)
    elapsed = min(Fraction(1), Fraction(max(0, days_through(begins, to)), whole)) if whole > 0 else Fraction(1)
    return Fraction(math.floor(target * elapsed))


def days_through(first: date, last: date) -> int:
    return (last + DAY - first).days
