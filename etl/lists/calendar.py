"""The working year and its quarters, as `calendar.yml` sets them."""

import calendar as gregorian
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from common.periods import Quarter, parse_quarter_word
from etl.lists.yaml_text import parse_yaml
from etl.problems import Problem

DEFAULT_CALENDAR = Path(__file__).with_name("calendar.yml")

_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)


@dataclass(frozen=True)
class Calendar:
    """When working years and quarters begin and end, and when their reports are due.

    Working year Y is named for the calendar year it ends in: it begins in Y−1 unless it begins on 1 January. Quarters
    are three months each. A start on a day that a month lacks falls on that month's last day.
    """

    start_month: int
    start_day: int
    report_due_days: int
    report_due_hour: int
    locked_through: Quarter | None = None
    is_synthetic: bool = False

    def quarter_starts_on(self, year: int, quarter: int) -> date:
        """The first day of a quarter; quarter 5 is the first day of the next year."""
        begins_in = year if (self.start_month, self.start_day) == (1, 1) else year - 1
        months = self.start_month - 1 + 3 * (quarter - 1)
        in_year, month = begins_in + months // 12, months % 12 + 1
        return date(in_year, month, min(self.start_day, gregorian.monthrange(in_year, month)[1]))

    def quarter_bounds(self, year: int, quarter: int) -> tuple[date, date]:
        """The first and the last day of a quarter; ValueError for a quarter that is not 1–4."""
        if quarter not in (1, 2, 3, 4):
            raise ValueError(f"there is no quarter {quarter}")
        return self.quarter_starts_on(year, quarter), self.quarter_starts_on(year, quarter + 1) - timedelta(days=1)

    def year_bounds(self, year: int) -> tuple[date, date]:
        """The first and the last day of a working year."""
        return self.quarter_starts_on(year, 1), self.quarter_starts_on(year, 5) - timedelta(days=1)

    def quarter_of(self, day: date) -> Quarter:
        """The working year and quarter that a day lies in; ValueError in the first and the last year of all dates."""
        if isinstance(day, datetime):
            day = day.date()
        year = day.year + 1 if self.quarter_starts_on(day.year + 1, 1) <= day else day.year
        return year, max(quarter for quarter in (1, 2, 3, 4) if self.quarter_starts_on(year, quarter) <= day)

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
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", dòng {mark.line + 1}" if mark else ""
        return _calendar(base), [_problem(file_name + where, "calendar_unreadable", "không đọc được cú pháp YAML")]
    if not isinstance(given, dict):
        return _calendar(base), [_problem(file_name, "calendar_unreadable", "phải gồm các dòng dạng “tên: giá trị”")]
    problems: list[Problem] = []
    for key, value in given.items():
        if key not in base:
            message = f"dòng “{key}” không được dùng; chỉ dùng {', '.join(base)}"
            problems.append(_problem(file_name, "calendar_unknown_key", message, "warning"))
        elif value is not None or key == "locked_through":
            fault = _fault(key, value)
            if fault:
                problems.append(_problem(file_name, "calendar_bad_value", f"{key} là “{value}”; {fault}"))
            else:
                base[key] = value
    return _calendar(base), problems


def _calendar(values: dict[str, Any]) -> Calendar:
    month, day = _month_day(str(values["year_starts"])) or (1, 1)
    locked = values["locked_through"]
    return Calendar(
        start_month=month,
        start_day=day,
        report_due_days=values["report_due_days"],
        report_due_hour=values["report_due_hour"],
        locked_through=parse_quarter_word(str(locked)) if locked else None,
        is_synthetic=values["is_synthetic"],
    )


def _month_day(text: str) -> Quarter | None:
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
    if key == "year_starts":
        return None if _month_day(str(value)) else 'cần tháng-ngày có trong mọi năm, ví dụ "12-01"'
    if key == "is_synthetic":
        return None if isinstance(value, bool) else "cần true hoặc false"
    if key == "locked_through":
        return None if value is None or parse_quarter_word(str(value)) else "cần một quý, ví dụ 2021-Q4, hoặc để trống"
    limit = 24 if key == "report_due_hour" else 366
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return None if is_whole and 0 <= value <= limit else f"cần số nguyên từ 0 đến {limit}"


def _problem(where: str, code: str, message: str, severity: str = "error") -> Problem:
    return Problem("warning" if severity == "warning" else "error", code, f"{where}: {message}.")
