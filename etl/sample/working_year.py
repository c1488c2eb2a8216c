"""How far a year's work should be by the end of a quarter, also for an office that is open for a part of a year that moves."""

from dataclasses import dataclass
from datetime import date

from common.periods import Quarter
from etl.lists.calendar import Calendar

#: What is counted at the year's end is mostly done late.
_LATE_PACE = {1: 0.0, 2: 0.3, 3: 0.75, 4: 1.1}
_WHOLE = (1, 2, 3, 4)


@dataclass(frozen=True)
class WorkingYear:
    """An office's days in the calendar."""

    calendar: Calendar
    opened_on: date = date.min
    closed_on: date = date.max

    def length(self, quarter: Quarter) -> float:
        """A quarter's length in quarters: 1, and a third where a moved year leaves it a month."""
        return 1.0 if self.calendar.is_whole(*quarter) else self.calendar.length(*quarter)[0] / 3

    def pace(self, quarter: Quarter) -> float:
        """The part of a year's target that is due by the end of a quarter, in proportion to the days open."""
        if self._is_ordinary(quarter[0]):
            return quarter[1] / 4
        first, last = self.calendar.year_bounds(quarter[0])
        ends = min(self.calendar.quarter_bounds(*quarter)[1], self.closed_on)
        return ((ends - max(first, self.opened_on)).days + 1) / ((last - first).days + 1)

    def late_pace(self, quarter: Quarter) -> float:
        """The same for what is counted at the year's end."""
        if self._is_ordinary(quarter[0]):
            return _LATE_PACE[quarter[1]]
        worked = [each for each in self.calendar.quarters(quarter[0]) if self._is_open((quarter[0], each))]
        place = worked.index(quarter[1]) + 1
        return self.pace((quarter[0], worked[-1])) * _LATE_PACE[-(-4 * place // len(worked))]

    def whole_quarters(self, quarter: Quarter) -> int:
        """The quarters of the year, up to this one, on all of whose days the office was open."""
        bounds = [self.calendar.quarter_bounds(quarter[0], each) for each in self.calendar.quarters(quarter[0]) if each <= quarter[1]]
        return sum(self.opened_on <= first and self.closed_on >= last for first, last in bounds)

    def _is_open(self, quarter: Quarter) -> bool:
        first, last = self.calendar.quarter_bounds(*quarter)
        return self.opened_on <= last and self.closed_on >= first

    def _is_ordinary(self, year: int) -> bool:
        first, last = self.calendar.year_bounds(year)
        is_whole = self.calendar.quarters(year) == _WHOLE and self.calendar.is_whole(year, 4)
        return is_whole and self.opened_on <= first and self.closed_on >= last
