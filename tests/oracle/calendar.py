"""Section 2, working year: when years and quarters begin and end, and when reports are due."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import yaml

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Quarter:
    year: int
    number: int
    starts: date
    ends: date


@dataclass(frozen=True)
class Calendar:
    """`starts` holds (month, day) of the year's first day, each from a year on; the first from always."""

    starts: tuple[tuple[int, tuple[int, int]], ...] = ((0, (12, 1)),)
    due_days: int = 10
    due_hour: int = 16
    known: dict[int, list[Quarter]] = field(default_factory=dict, compare=False)

    def year_starts(self, year: int) -> date:
        """A year is named for the calendar year it ends in: 2022 runs from 1 December 2021."""
        month, day = next(start for first, start in reversed(self.starts) if first <= year)
        return date(year if (month, day) == (1, 1) else year - 1, month, day)

    def year_ends(self, year: int) -> date:
        """**2** The year before a change ends the day before the new one starts."""
        return self.year_starts(year + 1) - DAY

    def quarters(self, year: int) -> list[Quarter]:
        """**2** Three months each from the year's start, cut at its end; four at most, the last running to the end."""
        if year not in self.known:
            begins, ends = self.year_starts(year), self.year_ends(year)
            starts = [later(begins, 3 * number) for number in range(4)]
            starts = [start for start in starts if start <= ends]
            stops = [*(start - DAY for start in starts[1:]), ends]
            stops = [min(stop, ends) if len(starts) < 4 or number < 3 else ends for number, stop in enumerate(stops)]
            self.known[year] = [
                Quarter(year, number, start, stop) for number, (start, stop) in enumerate(zip(starts, stops, strict=True), 1)
            ]
        return self.known[year]

    def quarter(self, year: int, number: int) -> Quarter:
        return self.quarters(year)[number - 1]

    def due_on(self, quarter: Quarter) -> date:
        return quarter.ends + self.due_days * DAY

    def due_at(self, quarter: Quarter) -> datetime:
        return datetime.combine(self.due_on(quarter), time(self.due_hour))


def later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, day.day)


def read_calendar(folder: Path) -> Calendar:
    """The folder's calendar.yml; what it leaves out is as shipped."""
    path = folder / "reference" / "calendar.yml"
    said = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    changes = sorted((change["from_year"], month_day(change["year_starts"])) for change in said.get("changes") or [])
    return Calendar(
        ((0, month_day(said.get("year_starts", "12-01"))), *changes),
        said.get("report_due_days", 10),
        said.get("report_due_hour", 16),
    )


def month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
