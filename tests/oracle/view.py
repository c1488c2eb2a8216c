"""Section 8, views: offices, their reports and what they are held to, as it was: each unit while it was open."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from tests.oracle.calendar import Calendar, Quarter, read_calendar
from tests.oracle.figures import Inbox, Key, Report, is_open, is_open_throughout, last_day, read_inbox
from tests.oracle.held import Held, QuarterHeld, due_of, expected_of, in_proportion
from tests.oracle.lists import Indicator, Lists, TargetRow, Term, Unit, read_lists
from tests.oracle.plans import Plans, binding
from tests.oracle.values import Values, YearToDate, codes, of_term, year_to_date


class View:
    """What one data folder holds, seen as it was."""

    def __init__(self, folder: Path) -> None:
        self.lists: Lists = read_lists(folder)
        self.calendar: Calendar = read_calendar(folder)
        self.inbox: Inbox = read_inbox(folder, self.lists, self.calendar)
        self.plans = Plans(self.lists)
        self.units: dict[str, Unit] = self.lists.units
        self.reports: dict[Key, Report] = self.inbox.reports
        self.known_held: dict[tuple[str, str, Quarter, str], Held | None] = {}
        self.known_values: dict[tuple[str, tuple[Term, ...], Quarter], YearToDate] = {}

    @cached_property
    def quarters(self) -> list[Quarter]:
        """Every quarter up to the newest one with any submission, of the years that have a plan or a submission."""
        sent = [(submission.year, submission.quarter) for submission in self.inbox.submissions]
        years = {plan.year for plan in self.lists.plans.values()} | {year for year, _ in sent}
        quarters = [quarter for year in sorted(years) for quarter in self.calendar.quarters(year)]
        return [quarter for quarter in quarters if (quarter.year, quarter.number) <= max(sent, default=(0, 0))]

    # ---- who is open, and what each reported

    def is_open(self, unit: str, quarter: Quarter) -> bool:
        return is_open(self.units[unit], quarter)

    def open_units(self, quarter: Quarter) -> list[str]:
        return [unit for unit in self.units if self.is_open(unit, quarter)]

    def offices(self, unit: str, quarter: Quarter) -> set[str]:
        """The offices, as they were, whose figures these are."""
        return {unit}

    def last_day(self, unit: str, quarter: Quarter) -> date:
        return last_day(self.units[unit], quarter)

    def report(self, unit: str, quarter: Quarter) -> Report | None:
        return self.reports.get((unit, quarter.year, quarter.number))

    def figures_to(self, unit: str, quarter: Quarter) -> date:
        """The date the figures run to; without figures, the last day they could run to (reading 3)."""
        report = self.report(unit, quarter)
        return report.to if report else self.last_day(unit, quarter)

    def of_year(self, unit: str, year: int) -> dict[int, Values]:
        found = ((quarter.number, self.report(unit, quarter)) for quarter in self.calendar.quarters(year))
        return {number: report.values for number, report in found if report}

    def year_to_date(self, unit: str, terms: Iterable[Term], quarter: Quarter) -> YearToDate:
        key = unit, tuple(terms), quarter
        if key not in self.known_values:
            quarters = self.of_year(unit, quarter.year)
            self.known_values[key] = year_to_date(key[1], self.lists.elements, quarters, quarter.number)
        return self.known_values[key]

    def predecessors_within(self, unit: str, quarter: Quarter) -> set[str]:
        """Offices that this one took over from within the year, up to the quarter's end, theirs included."""
        begins = self.calendar.year_starts(quarter.year)
        found: set[str] = set()
        waiting = [unit]
        while waiting:
            successor = waiting.pop()
            for change in self.lists.changes:
                is_within = begins < change.effective_on <= quarter.ends
                if change.successor == successor and is_within and change.predecessor not in found:
                    found.add(change.predecessor)
                    waiting.append(change.predecessor)
        return found

    # ---- what each is held to

    def held(self, unit: str, indicator: Indicator, quarter: Quarter, level: str) -> Held | None:
        key = unit, indicator.code, quarter, level
        if key not in self.known_held:
            self.known_held[key] = self.find_held(unit, indicator, quarter, level)
        return self.known_held[key]

    def rows_in_force(self, unit: str, indicator: Indicator, quarter: Quarter, level: str) -> list[TargetRow]:
        """All tiers in force for the unit's figures of this quarter."""
        rows = self.plans.in_force(level, unit, indicator.code, quarter.year, self.figures_to(unit, quarter))
        opened = self.units[unit].opened_on or date.min
        # **2** A target due before the unit opened does not bind it.
        return [row for row in rows if level == "registered" or due_of(row, self.calendar) >= opened]

    def find_row(self, unit: str, indicator: Indicator, quarter: Quarter, level: str) -> TargetRow | None:
        denominator = None
        if indicator.is_rate:
            denominator = self.year_to_date(unit, indicator.terms, quarter).of(indicator.denominator)
        return binding(self.rows_in_force(unit, indicator, quarter, level), denominator)

    def find_held(self, unit: str, indicator: Indicator, quarter: Quarter, level: str) -> Held | None:
        row = self.find_row(unit, indicator, quarter, level)
        if row is None:
            return None
        is_count = row.is_cases or not indicator.is_rate
        if row.phasing == "each_quarter":
            quarters = self.quarters_held(unit, indicator, quarter, level)
            return each_quarter(level, row, indicator.is_floor, is_count, self.due(unit, row), quarters)
        target = self.asked(row, unit, quarter)
        expected = None
        if is_count and target is not None:
            target = in_proportion(target, row, indicator.is_floor, self.units[unit], self.calendar)
            to = self.figures_to(unit, quarter)
            expected = expected_of(target, row, self.units[unit], to, self.calendar)
        return Held(level, row, is_count, target, self.due(unit, row), expected)

    def due(self, unit: str, row: TargetRow) -> date:
        return min(due_of(row, self.calendar), self.units[unit].closed_on or date.max)

    def asked(self, row: TargetRow, unit: str, quarter: Quarter) -> Fraction | None:
        """The plan's value; with `per`, times that element's latest value in the year, through quarter q."""
        if not row.per:
            return row.value
        reported = self.of_year(unit, quarter.year)
        latest = [reported[n][row.per] for n in sorted(reported) if n <= quarter.number and row.per in reported[n]]
        return row.value * latest[-1] if latest else None

    def quarters_held(self, unit: str, indicator: Indicator, quarter: Quarter, level: str) -> tuple[QuarterHeld, ...]:
        """**2** each_quarter: those quarters that count, with the target in force for that quarter's own figures."""
        found = []
        for past in self.calendar.quarters(quarter.year)[: quarter.number]:
            # Quarters in which the unit was not open on all days, or without such a target, do not count.
            if is_open_throughout(self.units[unit], past):
                held = self.one_quarter(unit, indicator, past, level)
                found += [held] if held else []
        return tuple(found)

    def one_quarter(self, unit: str, indicator: Indicator, quarter: Quarter, level: str) -> QuarterHeld | None:
        report = self.report(unit, quarter)
        numerator = denominator = None
        if report and codes(indicator.terms) <= set(report.values):
            numerator = of_term(indicator.numerator, report.values)
            denominator = of_term(indicator.denominator, report.values) if indicator.is_rate else None
        row = binding(self.rows_in_force(unit, indicator, quarter, level), denominator)
        target = self.asked(row, unit, quarter) if row and row.phasing == "each_quarter" else None
        if target is None:
            return None
        is_over = report is not None and report.to >= quarter.ends
        return QuarterHeld(quarter.number, target, numerator, denominator, is_over, row.is_cases or not indicator.is_rate)


def each_quarter(
    level: str, row: TargetRow, is_floor: bool, is_count: bool, due: date, quarters: tuple[QuarterHeld, ...]
) -> Held:
    """A count's target is the sum of the quarters' own, in cases; a rate's is not multiplied; with none counted: no target."""
    target: Fraction | None = None
    if quarters:
        target = sum((held.cases(is_floor) for held in quarters), Fraction(0)) if is_count else row.value
    return Held(level, row, is_count, target, due, target if is_count else None, quarters)
