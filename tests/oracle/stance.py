"""Section 6: how a registered target stands to the assigned one."""

from fractions import Fraction
from typing import Any

from tests.oracle.calendar import Quarter
from tests.oracle.figures import is_open_throughout
from tests.oracle.held import in_proportion
from tests.oracle.judging import OPEN
from tests.oracle.lists import Indicator, TargetRow
from tests.oracle.plans import binding
from tests.oracle.today import Today
from tests.oracle.view import View


def stance_of(view: View, unit: str, indicator: Indicator, quarter: Quarter) -> Any:
    """`raised`, `same`, `lowered` over all tiers, or `additional`; a tier of cases against percent leaves it open."""
    if isinstance(view, Today):
        view = view.was  # stances stay with the office that made them
        if not view.is_open(unit, quarter):
            return OPEN
    registered = view.rows_in_force(unit, indicator, quarter, "registered")
    assigned = view.rows_in_force(unit, indicator, quarter, "assigned")
    if not assigned:
        return "additional"
    found = set()
    for volume in volumes([*registered, *assigned]):
        own, asked = binding(registered, volume), binding(assigned, volume)
        if own and asked:
            if own.is_cases != asked.is_cases:
                return OPEN
            stance = compared(view, unit, indicator, quarter, own, asked)
            if stance is OPEN:
                return OPEN
            found.add(stance)
    # **2** weaker in any one tier is lowered
    return next((stance for stance in ("lowered", "raised", "same") if stance in found), "additional")


def volumes(rows: list[TargetRow]) -> list[Fraction]:
    """A volume in each range that the tiers' edges cut."""
    edges = {edge for row in rows for edge in (row.volume_from, row.volume_below) if edge is not None}
    return [Fraction(0), *sorted(edges)] if edges else [Fraction(0)]


def compared(view: View, unit: str, indicator: Indicator, quarter: Quarter, own: TargetRow, asked: TargetRow) -> Any:
    """Stricter, equal or weaker in the indicator's direction: the plans' own words, or, where the assigned one is held
    to in proportion or per another head, what the unit is held to (reading 12); one asked of each quarter and one asked of
    the year meet over the year's quarters that count."""
    left, right = own.value, asked.value
    if own.per and view.asked(own, unit, quarter) == view.asked(asked, unit, quarter) == 0:
        return OPEN  # nobody to count by: both come to nothing
    is_count = asked.is_cases or not indicator.is_rate
    if is_count and (own.per != asked.per or is_part_year(view, unit, asked)):
        known = view.asked(own, unit, quarter), view.asked(asked, unit, quarter)
        if known[0] is None or known[1] is None:
            return OPEN
        left, right = known[0], known[1]
        if asked.phasing != "each_quarter":
            right = in_proportion(right, asked, indicator.is_floor, view.units[unit], view.calendar)
    if is_count and (own.phasing == "each_quarter") != (asked.phasing == "each_quarter"):
        count = sum(is_open_throughout(view.units[unit], each) for each in view.calendar.quarters(quarter.year))
        if not count:
            return OPEN
        left, right = (count * left, right) if own.phasing == "each_quarter" else (left, count * right)
    if left == right:
        return "same"
    return "raised" if (left > right) == indicator.is_floor else "lowered"


def is_part_year(view: View, unit: str, row: TargetRow) -> bool:
    """Whether the unit was open for a part only of the days through the target's due date."""
    many = Fraction(10**9)
    return in_proportion(many, row, True, view.units[unit], view.calendar) != many
