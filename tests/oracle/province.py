"""Section 8, mart.province: like with like over the units in the result, those that have closed included."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.calendar import Quarter
from tests.oracle.held import Held, QuarterHeld, due_of
from tests.oracle.judging import STATUSES, Result, judged, unjudged
from tests.oracle.lists import Indicator, TargetRow, Term
from tests.oracle.rows import Columns, Row, Rows, counted
from tests.oracle.values import codes
from tests.oracle.view import View


@dataclass
class Member:
    """One unit in a province's row: as it stands in the quarter, or, closed, as it stood in the last it reported."""

    row: Row
    is_open: bool
    is_whole: bool
    has_closed: bool
    #: The first quarter by whose end it had taken over from a unit that is in: a stock it stated from then on counts twice.
    took_over_in: int | None = None

    @property
    def held(self) -> Held | None:
        return self.row.headline

    def adds(self, term: Term, elements: dict[str, Any]) -> Fraction:
        total = Fraction(0)
        for times, code in term:
            if not self.is_twice(code, elements[code].accumulation):
                total += times * (self.row.ytd.values[code] or Fraction(0))
        return total

    def is_gone(self, terms: Iterable[Term], elements: dict[str, Any]) -> bool:
        """Closed, and nothing of it is added: all of the terms are stocks at the end. A quarter's own target had its own stock."""
        used = {elements[code].accumulation for code in codes(terms)}
        return self.has_closed and used == {"last"}

    def is_twice(self, code: str, accumulation: str) -> bool:
        """**2** `last` of closed units, and a successor's `first` where its predecessors' are in."""
        if accumulation == "last":
            return self.has_closed
        stated_in = self.row.ytd.stated_in.get(code)
        return accumulation == "first" and None not in (stated_in, self.took_over_in) and stated_in >= self.took_over_in  # type: ignore[operator]


class Provinces:
    """The rows of mart.province of one view."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.view: View = rows.view

    def all(self) -> dict[tuple[Any, ...], Columns]:
        found: dict[tuple[Any, ...], Columns] = {}
        for province in sorted({unit.province for unit in self.view.units.values()}):
            units = [code for code, unit in self.view.units.items() if unit.province == province]
            for quarter in self.view.quarters:
                for indicator in self.view.lists.indicators.values():
                    members = self.members(units, indicator, quarter)
                    if members:
                        key = province, indicator.code, quarter.year, quarter.number
                        found[key] = self.columns(members, indicator, quarter, units)
        return found

    def members(self, units: list[str], indicator: Indicator, quarter: Quarter) -> list[Member]:
        found = []
        for unit in units:
            stood = self.stood(unit, quarter)
            row = self.rows.all.get((unit, indicator.code, stood.year, stood.number)) if stood else None
            if row and stood:
                is_open = self.view.is_open(unit, quarter)
                is_whole = row.is_reported and bool(row.columns["is_complete"]) and not self.is_silent_after(unit, stood, quarter)
                found.append(Member(row, is_open, is_whole, self.has_closed(unit, quarter)))
        reporting = {member.row.unit for member in found if member.row.is_reported}
        for member in found:
            member.took_over_in = self.took_over_in(member.row.unit, reporting, quarter)
        return found

    def took_over_in(self, unit: str, among: set[str], quarter: Quarter) -> int | None:
        """The first quarter by whose end the unit had taken over from one of these."""
        so_far = self.view.calendar.quarters(quarter.year)[: quarter.number]
        return next((past.number for past in so_far if among & self.view.predecessors_within(unit, past)), None)

    def has_closed(self, unit: str, quarter: Quarter) -> bool:
        """Reading 5: closed before the quarter's end, in this year; of today's offices, when all that it carries had."""
        so_far = self.view.calendar.quarters(quarter.year)[: quarter.number]
        open_in = [past for past in so_far if self.view.is_open(unit, past)]
        return bool(open_in) and self.view.last_day(unit, open_in[-1]) < quarter.ends

    def stood(self, unit: str, quarter: Quarter) -> Quarter | None:
        """**2** A unit that closed this year counts as it stood in the last quarter it reported."""
        if self.has_closed(unit, quarter):
            so_far = self.view.calendar.quarters(quarter.year)[: quarter.number]
            reported = [past for past in so_far if self.view.report(unit, past)]
            if reported:
                return reported[-1]
        return quarter if self.view.is_open(unit, quarter) else None

    def is_silent(self, unit: str, members: list[Member], quarter: Quarter) -> bool:
        """Reading 19: nothing is asked of it and it reported nothing, not even in the last quarter in which it was open."""
        so_far = self.view.calendar.quarters(quarter.year)[: quarter.number]
        open_in = [past for past in so_far if self.view.is_open(unit, past)]
        has_row = any(member.row.unit == unit for member in members)
        return bool(open_in) and not has_row and self.view.report(unit, open_in[-1]) is None

    def is_silent_after(self, unit: str, stood: Quarter, quarter: Quarter) -> bool:
        later = self.view.calendar.quarters(quarter.year)[stood.number : quarter.number]
        return any(self.view.is_open(unit, past) for past in later)

    # ---- one row

    def columns(self, members: list[Member], indicator: Indicator, quarter: Quarter, units: list[str]) -> Columns:
        reported = [member for member in members if member.row.is_reported]
        plan = self.plan_rows(indicator, quarter, reported)
        # A tiered target's measure is the cases that were asked.
        is_tiered = indicator.is_rate and any(row.is_tier or row.is_cases for row in plan)
        is_count = is_tiered or not indicator.is_rate
        added = [m for m in reported if not self.is_gone(m, indicator, is_count, is_tiered)]
        result = [m for m in added if not is_count or (m.held is not None and m.held.target is not None)]
        now = [member for member in members if member.is_open]
        columns: Columns = {
            "numerator": self.total(result, indicator.numerator) if result else None,
            "denominator": self.total(result, indicator.denominator) if result and indicator.is_rate else None,
            "total": self.total(added, indicator.numerator) if added else None,
            "expected": sum_all(self.expected(m) for m in result) if is_count else None,
            "units_expected": sum(self.view.is_open(unit, quarter) for unit in units),
            "units_reported": sum(self.is_in(member, quarter) for member in now),
            "units_in_result": len(result),
            "units_whole": sum(member.is_whole for member in result),
            "is_complete": all(member.is_whole for member in members)
            and not any(self.is_silent(unit, members, quarter) for unit in units),
        }
        columns |= {s: sum(self.now(m, quarter).columns["status"] == s for m in now) for s in STATUSES}
        return columns | self.judge(indicator, quarter, members, added, result, plan, is_tiered, columns)

    def is_gone(self, member: Member, indicator: Indicator, is_count: bool, is_tiered: bool) -> bool:
        """**2** The target covers the units whose results are in the numerator."""
        if member.held and member.held.quarters and not is_tiered:
            return False
        terms = [indicator.numerator, *([] if is_count else [indicator.denominator])]
        return member.is_gone(terms, self.view.lists.elements)

    def now(self, member: Member, quarter: Quarter) -> Row:
        """The row of an open unit in this very quarter; status counts are of units open in the quarter."""
        return self.rows.all[member.row.unit, member.row.indicator.code, quarter.year, quarter.number]

    def is_in(self, member: Member, quarter: Quarter) -> bool:
        return self.now(member, quarter).is_reported

    def total(self, members: list[Member], term: Term) -> Fraction:
        return sum((member.adds(term, self.view.lists.elements) for member in members), Fraction(0))

    def newest(self, members: list[Member], quarter: Quarter) -> date:
        return max((self.view.figures_to(m.row.unit, m.row.quarter) for m in members), default=quarter.ends)

    def plan_rows(self, indicator: Indicator, quarter: Quarter, reported: list[Member]) -> list[TargetRow]:
        """**2** A rate's target is the assigned (else national) one in force at the newest date of figures."""
        to = self.newest(reported, quarter)
        levels = (self.view.plans.in_force(level, "", indicator.code, quarter.year, to) for level in ("assigned", "national"))
        return next((rows for rows in levels if rows), [])

    def judge(
        self, indicator: Indicator, quarter: Quarter, members: list[Member], added: list[Member], result: list[Member],
        plan: list[TargetRow], is_tiered: bool, columns: Columns,
    ) -> Columns:  # fmt: skip
        is_count = is_tiered or not indicator.is_rate
        target = self.target(indicator, result, plan, is_tiered)
        numerator, denominator = self.compared(indicator, result, is_tiered)
        value = numerator if is_count else 100 * numerator / denominator if denominator > 0 else None
        found: Columns = {"target": target, "value": value if result else None}
        if not added:
            return found | unjudged("not_reported")
        if target is None:
            return found | unjudged("no_target")
        if value is None:
            return found | unjudged("not_applicable")
        is_due = all(self.is_past_due(member, plan) for member in result)
        is_mixed = is_tiered and not all(member.held and member.held.is_count for member in result)
        return found | judged(
            Result(
                is_floor=indicator.is_floor, is_count=is_count, numerator=numerator, denominator=denominator,
                target=target, expected=columns["expected"], is_due=is_due, is_final=indicator.is_final,
                is_quarter_short=self.is_quarter_short(indicator, members, plan, quarter), can_fall=is_mixed,
                decimals=self.rows.decimals(indicator),
            )
        )  # fmt: skip

    def compared(self, indicator: Indicator, result: list[Member], is_tiered: bool) -> tuple[Fraction, Fraction]:
        """What is compared with the target: the sums, of each_quarter targets over the quarters that count."""
        n = d = Fraction(0)
        is_by_quarter = any(self.is_counted(member) for member in result)
        for member in result:
            if is_by_quarter and not is_tiered and not self.is_counted(member):
                continue  # none of its quarters counts
            if member.held and member.held.quarters and not is_tiered:
                more = counted(member.held)
            else:
                elements = self.view.lists.elements
                more = member.adds(indicator.numerator, elements), member.adds(indicator.denominator, elements)
            n, d = n + more[0], d + more[1]
        return n, d

    def is_counted(self, member: Member) -> bool:
        """**2** Quarters that do not count in the target do not count in the value: held to none yet, it is left out."""
        return not (member.held and member.held.is_each_quarter) or bool(member.held and member.held.quarters)

    def target(
        self, indicator: Indicator, result: list[Member], plan: list[TargetRow], is_tiered: bool
    ) -> Fraction | None:
        if is_tiered:
            return sum_all(cases_asked(member, indicator.is_floor) for member in result)
        if indicator.is_rate:
            # As for a unit: with no quarter that counts there is no target.
            is_counted = not result or any(self.is_counted(member) for member in result)
            return plan[0].value if plan and is_counted else None
        return sum_all(member.held.target if member.held else None for member in result)

    def expected(self, member: Member) -> Fraction | None:
        """A unit that closed has no more time: all of its target is expected, however early it last reported."""
        held = member.held
        if held and held.is_count and held.target is not None and member.has_closed and not held.is_each_quarter:
            return Fraction(math.floor(held.target))
        return held.expected if held else None

    def is_past_due(self, member: Member, plan: list[TargetRow]) -> bool:
        """**2** `missed` for want of more only when every unit in the result is past its due_on, or its closing."""
        if member.has_closed:
            return True
        row = member.row
        due = member.held.due_on if member.held else due_of(plan[0], self.view.calendar)
        return self.view.figures_to(row.unit, row.quarter) >= due

    def is_quarter_short(
        self, indicator: Indicator, members: list[Member], plan: list[TargetRow], quarter: Quarter
    ) -> bool:
        """**2** For each quarter, the sum of figures against the sum of targets over the units that reported it; where one is held
        to a count of a rate's cases, what each was asked in cases.
        """
        floor = indicator.is_floor
        held = [past for m in members if m.held for past in m.held.quarters or () if past.numerator is not None]
        for number in {past.number for past in held}:
            own = [past for past in held if past.number == number]
            is_count = any(past.is_count for past in own)
            target = sum((past.cases(floor) for past in own), Fraction(0)) if is_count else max(past.target for past in own)
            whole = QuarterHeld(
                number, target, sum((past.numerator or Fraction(0) for past in own), Fraction(0)),
                sum((past.denominator or Fraction(0) for past in own), Fraction(0)), all(past.is_over for past in own), is_count,
            )  # fmt: skip
            if whole.is_short(indicator.is_floor):
                return True
        return False


def cases_asked(member: Member, is_floor: bool) -> Fraction | None:
    """⌈percent × denominator⌉, at_most ⌊ ⌋, or the count."""
    held = member.held
    if held is None or held.target is None:
        return None
    if held.is_count:
        return held.target
    cases = held.target * (member.row.ytd.of(member.row.indicator.denominator) or Fraction(0)) / 100
    return Fraction(math.ceil(cases) if is_floor else math.floor(cases))


def sum_all(values: Iterable[Fraction | None]) -> Fraction | None:
    """The sum, or None where there is nothing to add or one of them is unknown."""
    found = list(values)
    known = [value for value in found if value is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(found) else None
