"""The quarters as SQL knows them: when each is, how long, and whether it may be set beside the same quarter of last year."""

from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

from common.periods import ROMAN, Quarter
from etl.lists.calendar import Calendar

#: Said outright: without any year there is nothing to tell the types from.
_KINDS = {
    "year": "int32", "quarter": "int32", "roman": "str", "period_no": "int32", "starts_on": "datetime64[us]",
    "ends_on": "datetime64[us]", "year_starts_on": "datetime64[us]", "year_ends_on": "datetime64[us]", "due_on": "datetime64[us]",
    "due_at": "datetime64[us]", "is_locked": "bool", "is_tracked": "bool",
    "days": "int32", "days_to_date": "int32", "months": "int32",
    "months_to_date": "int32", "is_whole": "bool", "is_same_as_last_year": "bool", "is_as_long_as_last_year": "bool",
}  # fmt: skip


def period_frame(calendar: Calendar, years: Iterable[int], first: Quarter | None = None) -> pd.DataFrame:
    """The quarters of the given working years, a row each: the columns of `ref.periods`.

    `first`: the first quarter with any report; the system is in use since then, unless the calendar says since when.
    """
    since = calendar.since or first or (0, 0)
    rows = [_period(calendar, year, quarter, since) for year in sorted(years) for quarter in calendar.quarters(year)]
    return pd.DataFrame(rows, columns=list(_KINDS)).astype(_KINDS)


def _period(calendar: Calendar, year: int, quarter: int, since: Quarter) -> tuple[object, ...]:
    starts_on, ends_on = calendar.quarter_bounds(year, quarter)
    year_starts_on, year_ends_on = calendar.year_bounds(year)
    months = calendar.length(year, quarter)[0]
    is_same, is_as_long = _like_last_year(calendar, year, quarter)
    return (
        year, quarter, ROMAN[quarter], calendar.number(year, quarter), starts_on, ends_on, year_starts_on, year_ends_on,
        calendar.due_on(year, quarter), calendar.due_at(year, quarter), calendar.is_locked(year, quarter), (year, quarter) >= since,
        _days(starts_on, ends_on), _days(year_starts_on, ends_on), months, 3 * (quarter - 1) + months,
        calendar.is_whole(year, quarter), is_same, is_as_long,
    )  # fmt: skip


def _like_last_year(calendar: Calendar, year: int, quarter: int) -> tuple[bool, bool]:
    """Whether the quarter, and the year up to its end, have the same months as a year before, and whether they are as long."""
    if quarter not in calendar.quarters(year - 1):
        return False, False
    is_as_long = calendar.length(year, quarter) == calendar.length(year - 1, quarter)
    begins, began = (calendar.year_bounds(each)[0] for each in (year, year - 1))
    return is_as_long and (begins.month, begins.day) == (began.month, began.day), is_as_long


def _days(first: date, last: date) -> int:
    return (last - first + timedelta(days=1)).days
