"""Section 8, views: the schema `today`, a row for each office without a full successor."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

from tests.oracle.calendar import Quarter
from tests.oracle.figures import Report, is_open_throughout
from tests.oracle.held import Held, QuarterHeld, expected_of
from tests.oracle.lists import Change, Indicator, TargetRow, Unit
from tests.oracle.plans import binding
from tests.oracle.values import codes, of_term
from tests.oracle.view import View, each_quarter

Shares = dict[str, Fraction]


class Today(View):
    """Today's offices: each carries what its predecessors reported and were held to."""

    def __init__(self, was: View) -> None:
        self.was = was
        self.lists, self.calendar, self.inbox, self.plans = was.lists, was.calendar, was.inbox, was.plans
        self.known_held, self.known_values = {}, {}
        self.carriers = cache(self.find_carriers)
        self.report_of = cache(self.find_report)
        self.units = {code: self.office(code) for code in was.units if not self.has_full_successor(code)}

    # ---- who carries whom

    def closing(self, unit: str) -> list[Change]:
        """The changes by which an office that closed was handed over."""
        closed = self.was.units[unit].closed_on
        return [c for c in self.changes_of(unit) if closed and c.effective_on > closed]

    def changes_of(self, unit: str) -> list[Change]:
        return [change for change in self.lists.changes if change.predecessor == unit]

    def has_full_successor(self, unit: str) -> bool:
        return sum(change.share for change in self.closing(unit)) >= 1

    def find_carriers(self, unit: str, quarter: Quarter) -> Shares:
        """Today's offices that carry the unit's figures of a quarter, and by which share; a chain's shares multiply."""
        closing = self.closing(unit)
        # Elements of quarters that end before effective_on; all figures of an office that closed.
        changes = [c for c in self.changes_of(unit) if c in closing or quarter.ends < c.effective_on]
        return self.passed_on(unit, changes, lambda successor: self.carriers(successor, quarter))

    def bearers(self, unit: str) -> Shares:
        """Today's offices that bear what the unit was held to; reading 6: an office that stays open bears its own."""
        return self.passed_on(unit, self.closing(unit), self.bearers)

    def passed_on(self, unit: str, changes: list[Change], onward) -> Shares:  # type: ignore[no-untyped-def]
        shares: Shares = defaultdict(Fraction)
        shares[unit] += 1 - sum(change.share for change in changes)  # an office that stays open keeps 1 − Σ share
        for change in changes:
            for successor, share in onward(change.successor).items():
                shares[successor] += change.share * share
        return {successor: share for successor, share in shares.items() if share}

    def office(self, code: str) -> Unit:
        """A today's office has been open since the first of those it carries."""
        opened = [self.was.units[unit].opened_on for unit in self.line(code)]
        return replace(self.was.units[code], opened_on=None if None in opened else min(filter(None, opened)))

    def line(self, code: str) -> set[str]:
        """The office and everybody it comes from."""
        found = {code}
        while more := {c.predecessor for c in self.lists.changes if c.successor in found} - found:
            found |= more
        return found

    def carried(self, office: str, quarter: Quarter) -> dict[str, Fraction]:
        """The offices open in the quarter whose figures of it this office carries, with their shares."""
        found = ((unit, self.carriers(unit, quarter).get(office)) for unit in self.was.open_units(quarter))
        return {unit: share for unit, share in found if share}

    def offices(self, unit: str, quarter: Quarter) -> set[str]:
        return set(self.carried(unit, quarter))

    def is_open(self, unit: str, quarter: Quarter) -> bool:
        return bool(self.carried(unit, quarter))

    def last_day(self, unit: str, quarter: Quarter) -> date:
        """The last day on which one of those it carries was open; before it opens itself there may be days of nobody."""
        return max(self.was.last_day(carried, quarter) for carried in self.carried(unit, quarter))

    # ---- what was reported

    def report(self, unit: str, quarter: Quarter) -> Report | None:
        return self.report_of(unit, quarter)

    def find_report(self, office: str, quarter: Quarter) -> Report | None:
        """A successor has reported when every office it carries that was open has."""
        shares = self.carried(office, quarter)
        reports = {unit: self.was.report(unit, quarter) for unit in shares}
        if not shares or None in reports.values():
            return None
        values: dict[str, Fraction] = {}
        for code in codes_of(reports.values()):
            offices = self.giving(code, list(shares), quarter)
            parts = [(shares[unit], reports[unit].values.get(code)) for unit in offices]  # type: ignore[union-attr]
            if all(value is not None for _, value in parts):
                values[code] = sum((share * value for share, value in parts if value is not None), Fraction(0))
        to = min(self.runs_to(unit, report, office, quarter) for unit, report in reports.items() if report)
        return Report(values, to)

    def giving(self, code: str, units: list[str], quarter: Quarter) -> list[str]:
        """`sum` is added; `first` taken from the predecessors, not from who opened after them; `last` from those open at the end.

        Who joins an office that was there before had a stock of its own; before it joined, both had one at the end.
        """
        accumulation = self.lists.elements[code].accumulation
        within = [
            change
            for change in self.lists.changes
            if {change.predecessor, change.successor} <= set(units) and change.effective_on <= quarter.ends
        ]
        if accumulation == "first":
            later = {change.successor for change in within}
            return [unit for unit in units if unit not in later or (self.was.units[unit].opened_on or date.min) <= quarter.starts]
        if accumulation == "last":
            gone = {change.predecessor for change in within if change in self.closing(change.predecessor)}
            return [unit for unit in units if unit not in gone]
        return units

    def runs_to(self, unit: str, report: Report, office: str, quarter: Quarter) -> date:
        """Reading 7: figures that run to an office's last day in the quarter run to the end; else to where they end."""
        is_whole = report.to >= self.was.last_day(unit, quarter)
        return self.last_day(office, quarter) if is_whole else report.to

    def predecessors_within(self, unit: str, quarter: Quarter) -> set[str]:
        """Only from an office that stays open, and only where the successor's `first` is its own."""
        first = self.calendar.quarter(quarter.year, 1)
        return {
            change.predecessor
            for change in self.lists.changes
            if change.successor == unit and change not in self.closing(change.predecessor)
            and first.starts < change.effective_on <= first.ends
        }  # fmt: skip

    # ---- what each is held to

    def find_held(self, unit: str, indicator: Indicator, quarter: Quarter, level: str) -> Held | None:
        row = self.find_row(unit, indicator, quarter, level)
        if row is None:
            return None
        is_count = row.is_cases or not indicator.is_rate
        if level == "registered":
            return self.own_held(unit, indicator, quarter, row, is_count)
        if row.phasing == "each_quarter":
            found = [self.of_quarter(unit, indicator, past, level) for past in self.until(quarter)]
            quarters = tuple(held for held in found if held)
            return each_quarter(level, row, indicator.is_floor, is_count, self.due(unit, row), quarters)
        if not is_count:
            return Held(level, row, False, self.asked(row, unit, quarter), self.due(unit, row), None)
        return self.summed(unit, indicator, quarter, row)

    def until(self, quarter: Quarter) -> list[Quarter]:
        return self.calendar.quarters(quarter.year)[: quarter.number]

    def own_held(
        self, unit: str, indicator: Indicator, quarter: Quarter, row: TargetRow, is_count: bool
    ) -> Held:
        """Registered: the successor's own."""
        if row.phasing == "each_quarter":
            quarters = self.was.quarters_held(unit, indicator, quarter, "registered")
            return each_quarter("registered", row, indicator.is_floor, is_count, self.due(unit, row), quarters)
        target = self.was.asked(row, unit, quarter)
        expected = None
        if is_count and target is not None:
            to = self.figures_to(unit, quarter)
            expected = expected_of(target, row, self.was.units[unit], to, self.calendar)
        return Held("registered", row, is_count, target, self.due(unit, row), expected)

    def summed(self, office: str, indicator: Indicator, quarter: Quarter, row: TargetRow) -> Held | None:
        """Count targets and expected are the sums of what each was held to, over offices open so far."""
        level = row.plan.level
        parts = [
            (share, held)
            for unit, share in self.borne(office)
            if (held := self.stood_held(unit, indicator, quarter, level)) and held.is_count
        ]
        if not parts:
            return None
        target: Fraction | None = Fraction(0)
        expected: Fraction | None = Fraction(0)
        for share, held in parts:
            target = None if target is None or held.target is None else target + share * held.target
            expected = None if expected is None or held.expected is None else expected + share * held.expected
        return Held(level, row, True, target, self.due(office, row), expected)

    def borne(self, office: str) -> Iterable[tuple[str, Fraction]]:
        shares = ((unit, self.bearers(unit).get(office)) for unit in self.was.units)
        return [(unit, share) for unit, share in shares if share]

    def stood_held(self, unit: str, indicator: Indicator, quarter: Quarter, level: str) -> Held | None:
        """What a unit is held to in the quarter, or, closed, was held to in its last quarter of the year, in full."""
        open_in = [past for past in self.until(quarter) if self.was.is_open(unit, past)]
        held = self.was.held(unit, indicator, open_in[-1], level) if open_in else None
        closed = self.was.units[unit].closed_on
        if held and held.target is not None and closed and open_in[-1] != quarter and not held.is_each_quarter:
            expected = expected_of(held.target, held.row, self.was.units[unit], closed, self.calendar)
            return replace(held, expected=expected)
        return held

    def of_quarter(self, office: str, indicator: Indicator, quarter: Quarter, level: str) -> QuarterHeld | None:
        """A share of the quarter's own cases where the plan asks one of it; else the sum of what each was asked in cases."""
        of_rate = self.rate_of_quarter(office, indicator, quarter, level) if indicator.is_rate else None
        return of_rate or self.counts_of_quarter(office, indicator, quarter, level)

    def counts_of_quarter(
        self, office: str, indicator: Indicator, quarter: Quarter, level: str
    ) -> QuarterHeld | None:
        """each_quarter: the sum of figures against the sum of targets over the offices open on all its days."""
        parts = [
            (share, self.carriers(unit, quarter).get(office, Fraction(0)), held)
            for unit, share in self.borne(office)
            if is_open_throughout(self.was.units[unit], quarter)
            and (held := self.was.one_quarter(unit, indicator, quarter, level))
            and held.is_count
        ]
        if not parts:
            return None
        numerator: Fraction | None = Fraction(0)
        denominator: Fraction | None = Fraction(0)
        for _, share, held in parts:
            numerator = None if numerator is None or held.numerator is None else numerator + share * held.numerator
            denominator = None if denominator is None or held.denominator is None else denominator + share * held.denominator
        target = sum((share * held.target for share, _, held in parts), Fraction(0))
        return QuarterHeld(quarter.number, target, numerator, denominator, all(held.is_over for _, _, held in parts))

    def rate_of_quarter(
        self, office: str, indicator: Indicator, quarter: Quarter, level: str
    ) -> QuarterHeld | None:
        shares = self.carried(office, quarter)
        shares = {u: share for u, share in shares.items() if is_open_throughout(self.was.units[u], quarter)}
        if not shares:
            return None
        numerator, denominator = Fraction(0), Fraction(0)
        reports = [(share, self.was.report(unit, quarter)) for unit, share in shares.items()]
        wanted = codes(indicator.terms)
        is_known = all(report is not None and wanted <= set(report.values) for _, report in reports)
        for share, report in reports if is_known else []:
            assert report is not None
            numerator += share * (of_term(indicator.numerator, report.values) or 0)
            denominator += share * (of_term(indicator.denominator, report.values) or 0)
        row = binding(self.rows_in_force(office, indicator, quarter, level), denominator if is_known else None)
        if row is None or row.phasing != "each_quarter" or row.is_cases:
            return None
        is_over = all(report is not None and report.to >= quarter.ends for _, report in reports)
        known = (numerator, denominator) if is_known else (None, None)
        return QuarterHeld(quarter.number, row.value, known[0], known[1], is_over, is_count=False)


def codes_of(reports: Iterable[Report | None]) -> set[str]:
    return {code for report in reports if report for code in report.values}
