"""The working year and its quarters, as `calendar.yml` sets them."""

import calendar as gregorian
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct

from common.converted import NotConvertible, converted
from common.periods import Quarter, parse_quarter_word
from common.shown import shown
from common.yaml_text import NotYaml, parse_yaml
from etl.problems import Problem

DEFAULT_CALENDAR = Path(__file__).with_name("calendar.yml")


class _Change(Struct, forbid_unknown_fields=True):
    from_year: Annotated[int, Meta(ge=1950, le=2200)]
    year_starts: str


#: What each line of a calendar holds, and how a person is told so.
_LINES: dict[str, Any] = {
    "year_starts": str,
    "report_due_days": Annotated[int, Meta(ge=0, le=366)],
    "report_due_hour": Annotated[int, Meta(ge=0, le=24)],
    "locked_through": str | None,
    "is_synthetic": bool,
    "changes": list[_Change] | None,
    "since": str | None,
}
_WANTED = {
    "year_starts": 'cần tháng-ngày có trong mọi năm, ví dụ "12-01"',
    "report_due_days": "cần số nguyên từ 0 đến 366",
    "report_due_hour": "cần số nguyên từ 0 đến 24",
    "locked_through": "cần một quý, ví dụ 2021-Q4, hoặc để trống",
    "is_synthetic": "cần true hoặc false",
    "changes": 'cần các mục dạng {from_year: 2025, year_starts: "10-01"}, from_year từ 1950 đến 2200',
    "since": "cần một quý, ví dụ 2021-Q4, hoặc để trống",
}
_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)


@dataclass(frozen=True)
class YearStart:
    """From working year `from_year` on, years begin on this day: a start on a day that a month lacks falls on its last day."""

    from_year: int
    month: int
    day: int


@dataclass(frozen=True)
class Calendar:
    """When working years and quarters begin and end, and when their reports are due.

    Working year Y is named for the calendar year it ends in: it begins in Y−1 unless it begins on 1 January. Quarters are
    three months each from the year's start. Where the start moves (`changes`), the year before ends the day before: its
    quarters are cut there, those that would begin later do not exist, and a fourth runs on to its end. `since` is the first
    quarter of this system, None: the first with any report.
    """

    start_month: int
    start_day: int
    report_due_days: int
    report_due_hour: int
    locked_through: Quarter | None = None
    is_synthetic: bool = False
    changes: tuple[YearStart, ...] = ()
    since: Quarter | None = None

    def year_bounds(self, year: int) -> tuple[date, date]:
        """The first and the last day of a working year."""
        return self._starts_on(year), self._starts_on(year + 1) - timedelta(days=1)

    def quarters(self, year: int) -> tuple[int, ...]:
        """The quarters that a working year has: 1–4, fewer where the next year begins early."""
        next_year = self._starts_on(year + 1)
        return tuple(quarter for quarter in (1, 2, 3, 4) if self._starts_on(year, quarter) < next_year)

    def quarter_bounds(self, year: int, quarter: int) -> tuple[date, date]:
        """The first and the last day of a quarter; ValueError for one that the year does not have."""
        quarters = self.quarters(year)
        if quarter not in quarters:
            raise ValueError(f"working year {year} has no quarter {quarter}")
        if quarter == quarters[-1]:
            return self._starts_on(year, quarter), self.year_bounds(year)[1]
        return self._starts_on(year, quarter), self._starts_on(year, quarter + 1) - timedelta(days=1)

    def quarter_of(self, day: date) -> Quarter:
        """The working year and quarter that a day lies in; ValueError in the first and the last year of all dates."""
        if isinstance(day, datetime):
            day = day.date()
        year = day.year + 1 if self._starts_on(day.year + 1) <= day else day.year
        return year, max(quarter for quarter in self.quarters(year) if self._starts_on(year, quarter) <= day)

    def next_quarter(self, year: int, quarter: int) -> Quarter:
        """The quarter after this one."""
        return (year, quarter + 1) if quarter + 1 in self.quarters(year) else (year + 1, 1)

    def number(self, year: int, quarter: int) -> int:
        """The place of a quarter in the row of all quarters: the one after it has the next number."""
        missing = (4 - len(self.quarters(change.from_year - 1)) for change in self.changes if change.from_year <= year)
        return 4 * year + quarter - sum(missing)

    def is_whole(self, year: int, quarter: int) -> bool:
        """Whether a quarter has its three months: one that a moved year cuts has fewer, and one that it prolongs more."""
        return self.quarter_bounds(year, quarter)[1] + timedelta(days=1) == self._starts_on(year, quarter + 1)

    def length(self, year: int, quarter: int) -> tuple[int, int]:
        """How long a quarter is: months, and the days left over where a moved year cuts or prolongs it within a month."""
        return (3, 0) if self.is_whole(year, quarter) else length(*self.quarter_bounds(year, quarter))

    def _starts_on(self, year: int, quarter: int = 1) -> date:
        """The day a year begins, or a quarter would if nothing cut the year short."""
        start = YearStart(year, self.start_month, self.start_day)
        for change in self.changes:
            start = change if change.from_year <= year else start
        begins_in = year if (start.month, start.day) == (1, 1) else year - 1
        months = start.month - 1 + 3 * (quarter - 1)
        return _on_day(begins_in + months // 12, months % 12 + 1, start.day)

    def due_on(self, year: int, quarter: int) -> date:
        """The last day on which a quarter's report is on time."""
        return self.quarter_bounds(year, quarter)[1] + timedelta(days=self.report_due_days)

    def due_at(self, year: int, quarter: int) -> datetime:
        """The moment, in local time, after which a quarter's report is late."""
        if self.report_due_hour == 24:
            return datetime.combine(self.due_on(year, quarter) + timedelta(days=1), time())
        return datetime.combine(self.due_on(year, quarter), time(self.report_due_hour))

    def is_locked(self, year: int, quarter: int) -> bool:
        """Whether the quarter takes no more reports."""
        return self.locked_through is not None and (year, quarter) <= self.locked_through


def length(first: date, last: date) -> tuple[int, int]:
    """How long a span of days is: whole months, and the days left over."""
    end = last + timedelta(days=1)
    months = (end.year - first.year) * 12 + end.month - first.month
    if _on_day(end.year, end.month, first.day) > end:
        months -= 1
    in_month = first.month - 1 + months
    return months, (end - _on_day(first.year + in_month // 12, in_month % 12 + 1, first.day)).days


def _on_day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, gregorian.monthrange(year, month)[1]))


@cache
def default_calendar() -> Calendar:
    """The calendar of a folder without one."""
    calendar, problems = parse_calendar("", DEFAULT_CALENDAR.name, DEFAULT_CALENDAR.read_text(encoding="utf-8"))
    if problems:
        raise ValueError(problems[0].message)
    return calendar


def parse_calendar(
    text: str, file_name: str = "calendar.yml", defaults: str | None = None
) -> tuple[Calendar, list[Problem]]:
    """The calendar that a `calendar.yml` sets, with the shipped value for each line it leaves out.

    Whatever is wrong comes back as problems, and the shipped value stands in for it.
    """
    base: dict[str, Any] = parse_yaml(defaults or DEFAULT_CALENDAR.read_text(encoding="utf-8"))
    try:
        given = parse_yaml(text) or {}
    except NotYaml as error:
        where = f", dòng {error.line}" if error.line else ""
        return _calendar(base), [_problem(file_name + where, "calendar_unreadable", error.said)]
    if not isinstance(given, dict):
        return _calendar(base), [_problem(file_name, "calendar_unreadable", "phải gồm các dòng dạng “tên: giá trị”")]
    problems: list[Problem] = []
    for key, value in given.items():
        if key not in base:
            message = f"dòng “{shown(str(key), 60)}” không được dùng; chỉ dùng {', '.join(base)}"
            problems.append(_problem(file_name, "calendar_unknown_key", message, "warning"))
        elif value is not None or base[key] is None:
            fault = _fault(key, value)
            if fault:
                problems.append(_problem(file_name, "calendar_bad_value", f"{key} là {_said(value)}; {fault}"))
            else:
                base[key] = value
    return _calendar(base), problems


def _calendar(values: dict[str, Any]) -> Calendar:
    month, day = _month_day(str(values["year_starts"])) or (1, 1)
    changes = [
        YearStart(change["from_year"], *(_month_day(str(change["year_starts"])) or (1, 1))) for change in values["changes"] or ()
    ]
    return Calendar(
        start_month=month,
        start_day=day,
        report_due_days=values["report_due_days"],
        report_due_hour=values["report_due_hour"],
        locked_through=_quarter(values["locked_through"]),
        is_synthetic=values["is_synthetic"],
        changes=tuple(sorted(changes, key=lambda change: change.from_year)),
        since=_quarter(values["since"]),
    )


def _quarter(word: Any) -> Quarter | None:
    return parse_quarter_word(str(word)) if word else None


def _month_day(text: str) -> tuple[int, int] | None:
    """Month and day of ``12-01``; None unless every year has that day."""
    match = _MONTH_DAY.fullmatch(text.strip())
    if match is None:
        return None
    try:
        common = date(2001, int(match[1]), int(match[2]))
    except ValueError:
        return None
    return common.month, common.day


def _fault(key: str, value: Any) -> str | None:
    """What a line of the calendar should have held, or None when it is right."""
    try:
        said = converted(value, _LINES[key])
    except NotConvertible as error:
        return f"{error}; {_WANTED[key]}" if key == "changes" else _WANTED[key]
    if key == "changes":
        return _fault_of_changes(said or [])
    is_right = _month_day(said) if key == "year_starts" else said is None or _quarter(said) if key in ("locked_through", "since") else True
    return None if is_right else _WANTED[key]


def _said(value: Any) -> str:
    """What a line holds, as far as a sentence has room for it."""
    if isinstance(value, dict | list | set):
        return "một danh sách"
    return f"“{shown(str(value).lower() if isinstance(value, bool) else str(value), 80)}”"


def _fault_of_changes(changes: list[_Change]) -> str | None:
    """Why a list of changes cannot be used, or None."""
    for change in changes:
        if not _month_day(change.year_starts):
            return f"year_starts là “{change.year_starts}”, {_WANTED['year_starts']}"
    return None if len({change.from_year for change in changes}) == len(changes) else "mỗi năm chỉ được đổi một lần"


def _problem(where: str, code: str, message: str, severity: str = "error") -> Problem:
    return Problem("warning" if severity == "warning" else "error", code, shown(f"{where}: {message}.", 1000))
