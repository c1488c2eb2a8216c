"""One situation: an indicator, what is asked of it, and what offices reported.

Figures are written a quarter at a time: ``"40/50 40/50"`` is n over d in the first two quarters, ``"–"`` a quarter that was
not reported, ``"↩"`` one whose report was refused, ``"×"`` one whose report was withdrawn, ``"?/50"`` a report without n,
``"0"`` a report of n alone. The quarter in question is the last one written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SILENT, REFUSED, WITHDRAWN = "–", "↩", "×"


@dataclass(frozen=True)
class Office:
    """What one office reported, quarter by quarter, and when it was open."""

    figures: str
    opened_on: str | None = None
    closed_on: str | None = None
    heads: str = ""  # of whom a target per head is asked, quarter by quarter
    period_to: str | None = None  # of the last quarter
    share: float = 1  # of it that the first office takes over, where that happens
    stays: bool = False  # and keeps the rest, for it does not close


@dataclass(frozen=True)
class Situation:
    """One sentence to be read: an indicator, what is asked of it, and who reported what.

    `asked`: level → target rows (columns of targets.csv and `later`: in a plan of April). `place`: whose sentence, a unit's
    by its first target, a level's, or the province's.
    """

    shape: str
    offices: tuple[Office, ...]
    asked: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    edge: str = "plain"
    place: str = "unit"
    direction: str = "at_least"
    is_rate: bool = True
    unit: str | None = "vụ"
    element: str = "Số vụ án"
    decimals: int = 1
    element_decimals: int | None = None
    heads_of: str = "Số kiểm sát viên"  # what a target per head is asked of
    shortfall: str | None = None
    due_on: str | None = None
    at: int | None = None  # the quarter in question, when it is not the last one written
    taken_over_on: str | None = None  # when the first office takes over the others; its sentence is that of today's offices

    @property
    def quarter(self) -> int:
        return self.at or max(len(office.figures.split()) for office in self.offices)

    @property
    def is_signed(self) -> bool:
        """Some sum is below zero: what is taken off is an element of its own, for no report carries a negative number."""
        return any("-" in office.figures for office in self.offices)

    @property
    def given(self) -> str:
        """The numbers of the situation on one line, for whoever reads the approved text."""
        sign = "≥" if self.direction == "at_least" else "≤"
        asked = "; ".join(f"{level} {' | '.join(_row(sign, row) for row in rows)}" for level, rows in self.asked.items())
        facts = [self.shortfall or "", f"due {self.due_on}" if self.due_on else "", f"in quarter {self.at}" if self.at else "",
                 f"taken over {self.taken_over_on}" if self.taken_over_on else ""]
        figures = " + ".join(map(_office, self.offices)) + (f" {self.unit}" if self.unit else "")
        return "; ".join(part for part in (figures, asked, *facts) if part)


def _row(sign: str, row: Mapping[str, Any]) -> str:
    rest = " ".join(f"{key}={value}" for key, value in row.items() if key != "value")
    return f"{sign} {row['value']}" + (f" ({rest})" if rest else "")


def _office(office: Office) -> str:
    days = [f"{word} {day}" for word, day in (("from", office.opened_on), ("until", office.closed_on), ("to", office.period_to)) if day]
    days += [f"share {office.share}{' of an office that stays' if office.stays else ''}"] if office.share < 1 else []
    return " ".join([office.figures, *([f"heads {office.heads}"] if office.heads else []), *days])


def target(value: Any, **columns: Any) -> dict[str, tuple[dict[str, Any], ...]]:
    return {"assigned": ({"value": value} | columns,)}


def rate(shape: str, figures: str, value: Any, **facts: Any) -> Situation:
    asked = {} if value is None else target(value, **facts.pop("target", {}))
    return Situation(shape, (Office(figures),), asked, **facts)


def count(shape: str, figures: str, value: Any, **facts: Any) -> Situation:
    return rate(shape, figures, value, **{"is_rate": False, "decimals": 0} | facts)


CEILING = {"direction": "at_most"}
QUARTERLY = {"target": {"phasing": "each_quarter"}}
COUNTED = {"target": {"measured_as": "count"}, "is_rate": True, "decimals": 1}
