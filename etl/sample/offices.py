"""The offices of the lists, and how those that are opened take over from those that close."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from common.periods import Quarter
from etl.lists.reference import Reference
from etl.sample.lists import Lists
from etl.sample.office import Office, Values
from etl.sample.reports import period_to
from etl.sample.story import Story
from etl.sample.working_year import WorkingYear
from etl.template.lists import open_units


def worked_offices(reference: Reference, lists: Lists, story: Story, seed: int) -> dict[str, Office]:
    """Every unit of the lists by its code, worked through all quarters told in which it was open."""
    found = _offices(reference, lists, story, seed)
    for quarter in story.quarters:
        _take_over(reference, found, quarter)
        for unit, _ in open_units(reference, *quarter):
            found[unit].work(quarter, _part_covered(reference, story, unit, quarter))
    return found


def _part_covered(reference: Reference, story: Story, unit: str, quarter: Quarter) -> float:
    """How much of the quarter the office's figures cover."""
    starts, ends = reference.calendar.quarter_bounds(*quarter)
    return ((period_to(story, unit, quarter) or ends) - starts).days / (ends - starts).days


def _offices(reference: Reference, lists: Lists, story: Story, seed: int) -> dict[str, Office]:
    units = reference.tables["units"]
    days = zip(units["unit_code"], units["opened_on"], units["closed_on"], strict=True)
    return {
        unit: Office(lists, story, unit, seed, WorkingYear(reference.calendar, _day(opened, date.min), _day(closed, date.max)))
        for unit, opened, closed in days
    }


def _take_over(reference: Reference, found: Mapping[str, Office], quarter: Quarter) -> None:
    """Gives each office that is opened in the quarter what its predecessors had at their last, each part to one of them.

    Whole numbers stay whole: of what a predecessor had, each successor but the last gets its share rounded down.
    """
    first, last = reference.calendar.quarter_bounds(*quarter)
    shares: dict[str, dict[str, Decimal]] = {}
    for row in reference.tables["unit_changes"].to_dict("records"):
        if first <= date.fromisoformat(row["effective_on"]) <= last:
            shares.setdefault(row["predecessor"], {})[row["successor"]] = Decimal(row["share"])
    for predecessor, parts in shares.items():
        office = found[predecessor]
        for code, value in office.history[max(office.history)].items():
            for successor, part in _parted(value, parts, office.lists.elements[code].is_whole).items():
                inherited: Values = found[successor].inherited
                inherited[code] = inherited.get(code, Decimal(0)) + part


def _parted(value: Decimal, shares: Mapping[str, Decimal], is_whole: bool) -> Values:
    parts: Values = {}
    for successor in sorted(shares):
        part = (value * shares[successor]).quantize(Decimal(1) if is_whole else Decimal("0.1"), ROUND_FLOOR)
        parts[successor] = part if len(parts) + 1 < len(shares) else value - sum(parts.values())
    return parts


def _day(text: str | None, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise
