"""Section 8: the rows of attainment and target_status, each office judged at every level."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.oracle.calendar import Quarter
from tests.oracle.held import Held
from tests.oracle.judging import OPEN, Result, judged, unjudged, wilson
from tests.oracle.lists import LEVELS, Indicator
from tests.oracle.stance import stance_of
from tests.oracle.values import YearToDate, codes
from tests.oracle.view import View

Columns = dict[str, Any]
RowKey = tuple[str, str, int, int]  # unit, indicator, year, quarter


@dataclass
class Row:
    """One office, indicator and quarter: what is known, what it is held to, and its published columns."""

    unit: str
    indicator: Indicator
    quarter: Quarter
    ytd: YearToDate
    levels: dict[str, Held]
    columns: Columns = field(default_factory=dict)

    @property
    def headline(self) -> Held | None:
        """The assigned one, else the national, else the registered; one that cannot be worked out stays the headline."""
        return next((self.levels[level] for level in LEVELS if level in self.levels), None)

    @property
    def is_reported(self) -> bool:
        return bool(self.columns["status"] != "not_reported")

    @property
    def measure(self) -> str:
        return "count" if not self.indicator.is_rate or (self.headline and self.headline.is_count) else "rate"


class Rows:
    """The rows of one view."""

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def all(self) -> dict[RowKey, Row]:
        """One row for every unit open in the quarter × every indicator with a target in force for it or a figure."""
        rows = {
            (unit, indicator.code, quarter.year, quarter.number): self.row(unit, indicator, quarter)
            for quarter in self.view.quarters
            for unit in self.view.open_units(quarter)
            for indicator in self.view.lists.indicators.values()
            if self.is_there(unit, indicator, quarter)
        }
        for (unit, code, year, number), row in rows.items():
            before = rows.get((unit, code, year - 1, number))
            row.columns["previous_value"] = self.previous_value(row, before)
        return rows

    def is_there(self, unit: str, indicator: Indicator, quarter: Quarter) -> bool:
        if any(self.view.rows_in_force(unit, indicator, quarter, level) for level in LEVELS):
            return True
        reported = self.view.of_year(unit, quarter.year)
        return any(codes(indicator.terms) & set(values) for n, values in reported.items() if n <= quarter.number)

    def previous_value(self, row: Row, before: Row | None) -> Any:
        """The same quarter of the year before; held to cases in one year and to a percent in the other: left open."""
        if before is None or before.columns["value"] is None:
            return None
        return before.columns["value"] if before.measure == row.measure else OPEN

    def row(self, unit: str, indicator: Indicator, quarter: Quarter) -> Row:
        found = {level: self.view.held(unit, indicator, quarter, level) for level in LEVELS}
        ytd = self.view.year_to_date(unit, indicator.terms, quarter)
        row = Row(unit, indicator, quarter, ytd, {level: held for level, held in found.items() if held})
        row.columns = self.judge(row, row.headline)
        report = self.view.report(unit, quarter)
        row.columns |= {
            "target_level": row.headline.level if row.headline else None,
            "is_complete": self.is_complete(row),
            "is_provisional": bool(report and report.to < self.view.last_day(unit, quarter)),
        }
        return row

    def is_complete(self, row: Row) -> bool:
        """**2** Every earlier quarter in which the unit was open was reported with every element; and this one counts."""
        earlier = self.view.calendar.quarters(row.quarter.year)[: row.quarter.number - 1]
        open_then = [quarter for quarter in earlier if self.view.is_open(row.unit, quarter)]
        reports = [self.view.report(row.unit, quarter) for quarter in open_then]
        wanted = codes(row.indicator.terms)
        is_known = all(value is not None for value in row.ytd.values.values())
        return is_known and all(report is not None and wanted <= set(report.values) for report in reports)

    # ---- one result against one target

    def judge(self, row: Row, held: Held | None) -> Columns:
        numerator, denominator = self.known(row)
        columns: Columns = {
            "numerator": row.ytd.of(row.indicator.numerator),
            "denominator": row.ytd.of(row.indicator.denominator) if row.indicator.is_rate else None,
            "value": None, "ci_low": None, "ci_high": None,
            "target": held.target if held else None, "expected": held.expected if held else None,
        }  # fmt: skip
        if numerator is None:
            return columns | unjudged("not_reported")
        is_count = held.is_count if held else not row.indicator.is_rate
        if held and held.quarters:  # **2** what does not count in the target does not count in the value
            numerator, denominator = counted(held)
        if is_count:
            columns["value"] = numerator
        elif denominator > 0:
            columns["value"] = 100 * numerator / denominator
            columns["ci_low"], columns["ci_high"] = wilson(numerator, denominator) or (None, None)
        if held is None or held.target is None:
            return columns | unjudged("no_target")
        if columns["value"] is None:
            return columns | unjudged("not_applicable")
        return columns | judged(self.result(row, held, numerator, denominator))

    def known(self, row: Row) -> tuple[Fraction | None, Fraction]:
        """Numerator and denominator to judge; no numerator: not reported. A count's denominator is 1 and of no matter."""
        if self.view.report(row.unit, row.quarter) is None:
            return None, Fraction(0)
        numerator = row.ytd.of(row.indicator.numerator)
        if not row.indicator.is_rate:
            return numerator, Fraction(1)
        denominator = row.ytd.of(row.indicator.denominator)
        if denominator is None or denominator < 0:  # **2** A denominator below zero makes the row not_reported.
            return None, Fraction(0)
        return numerator, denominator

    def result(self, row: Row, held: Held, numerator: Fraction, denominator: Fraction) -> Result:
        assert held.target is not None
        indicator = row.indicator
        return Result(
            is_floor=indicator.is_floor, is_count=held.is_count, numerator=numerator, denominator=denominator,
            target=held.target, expected=held.expected,
            is_due=self.view.figures_to(row.unit, row.quarter) >= held.due_on, is_final=indicator.is_final,
            is_quarter_short=any(past.is_short(indicator.is_floor) for past in held.quarters or ()),
            decimals=self.decimals(indicator),
        )  # fmt: skip

    def decimals(self, indicator: Indicator) -> int:
        return max(self.view.lists.elements[code].decimals for code in codes([indicator.numerator]))

    # ---- every level on its own row

    def target_status(self) -> dict[tuple[Any, ...], Columns]:
        rows: dict[tuple[Any, ...], Columns] = {}
        for key, row in self.all.items():
            for level, held in row.levels.items():
                stance = stance_of(self.view, row.unit, row.indicator, row.quarter) if level == "registered" else None
                rows[*key, level] = self.judge(row, held) | {"stance": stance}
            if "registered" not in row.levels and "assigned" in row.levels:
                status = "no_target" if row.is_reported else "not_reported"
                # A plan of the unit's own that names the indicator is no inheriting, though none of its tiers binds at this volume.
                named = self.view.rows_in_force(row.unit, row.indicator, row.quarter, "registered")
                stance = stance_of(self.view, row.unit, row.indicator, row.quarter) if named else "inherited"
                rows[*key, "registered"] = unjudged(status) | {"target": None, "expected": None, "stance": stance}
        return rows


def counted(held: Held) -> tuple[Fraction, Fraction]:
    """Numerator and denominator over the quarters of an each_quarter target that count and are known."""
    known = [past for past in held.quarters or () if past.numerator is not None]
    return (
        sum((past.numerator or Fraction(0) for past in known), Fraction(0)),
        sum((past.denominator or Fraction(0) for past in known), Fraction(0)),
    )
