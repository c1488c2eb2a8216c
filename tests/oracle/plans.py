"""Section 6: which rows of which plan are in force for figures that run to a date."""

from datetime import date
from fractions import Fraction

from tests.oracle.lists import Lists, Plan, TargetRow

LONG_AGO = date.min


class Plans:
    """The plans of all years, looked up by level, owner, year and date."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.rows: dict[tuple[str, str], list[TargetRow]] = {}
        for row in lists.targets:
            self.rows.setdefault((row.plan.code, row.indicator), []).append(row)

    def of(self, level: str, unit: str, year: int) -> list[Plan]:
        """The unit's own plans of that year for `registered`, the year's plans for the others, in order of issue."""
        plans = [plan for plan in self.lists.plans.values() if (plan.level, plan.year) == (level, year)]
        own = [plan for plan in plans if level != "registered" or plan.unit == unit]
        return sorted(own, key=lambda plan: (issued(plan), plan.code))  # Same day: the higher plan_code.

    def in_force(self, level: str, unit: str, indicator: str, year: int, to: date) -> list[TargetRow]:
        """The rows, tiers included, of the plan that holds for this indicator at this date; none: no target."""
        plans = self.of(level, unit, year)
        if not plans:
            return []
        # **2** Figures that end before that level's first plan was issued are judged by that first plan.
        # Reading 1: plans issued on the same day as the first are first together.
        known = max(to, issued(plans[0]))
        # **2** A later plan replaces an earlier one for the indicators it names, for figures that run to its issue.
        naming = [plan for plan in plans if issued(plan) <= known and (plan.code, indicator) in self.rows]
        return self.rows[naming[-1].code, indicator] if naming else []


def issued(plan: Plan) -> date:
    return plan.issued_on or LONG_AGO  # no date: the earliest


def binding(rows: list[TargetRow], denominator: Fraction | None) -> TargetRow | None:
    """The tier that binds: volume_from ≤ denominator < volume_below; without a denominator only a row without bounds."""
    for row in rows:
        low, below = row.volume_from, row.volume_below
        if not row.is_tier:
            return row
        if denominator is not None and (low is None or low <= denominator) and (below is None or denominator < below):
            return row
    return None
