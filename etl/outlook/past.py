"""What the offices of a province reported for one indicator, as arrays [office, year, quarter]."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from etl.outlook.distributions import Flags, Floats, Ints

#: The columns of the rows, each an array of like length: place is the office's number.
Columns = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True)
class Past:
    """What each quarter alone brought; unknown is nan. `starts`: the month and day that each year begins on.

    `cases` is the denominator, `opening` [office, year] the part of it that was there when the year began. `is_open`: the office
    was open in the quarter; `is_in_province`: its result is in the province's of that quarter.
    """

    first_year: int
    starts: Ints
    counted: Floats
    cases: Floats
    opening: Floats
    is_open: Flags
    is_in_province: Flags

    @classmethod
    def of(cls, rows: Columns, offices: int) -> "Past":
        """Of rows with place (0 to `offices` − 1), year, quarter, year_starts, numerator, denominator, opening, is_in_province."""
        first = int(rows["year"].min())
        years = rows["year"] - first
        shape = (offices, int(years.max()) + 1, 4)
        at = (rows["place"], years, rows["quarter"] - 1)
        counted, cases, opening = (np.full(shape, np.nan) for _ in range(3))
        is_open, is_in_province = np.zeros(shape, bool), np.zeros(shape, bool)
        counted[at], cases[at], opening[at] = rows["numerator"], rows["denominator"], rows["opening"]
        is_open[at], is_in_province[at] = True, rows["is_in_province"]
        starts = np.zeros(shape[1], np.int64)
        starts[years] = rows["year_starts"]
        return cls(first, starts, counted, cases, opening[:, :, 0], is_open, is_in_province)

    def until(self, year: int) -> "Past | None":
        """Up to the `year`, as far back as years begin on the same day and none is missing; None where the year itself is."""
        last = first = year - self.first_year
        if not 0 <= last < len(self.starts) or not self.starts[last]:
            return None
        while first and self.starts[first - 1] == self.starts[last]:
            first -= 1
        part = slice(first, last + 1)
        return Past(
            self.first_year + first, self.starts[part], self.counted[:, part], self.cases[:, part], self.opening[:, part],
            self.is_open[:, part], self.is_in_province[:, part],
        )  # fmt: skip

    def of_province(self, quarter: int) -> "Past":
        """The sum over the offices whose results are in the province's in `quarter` of the last year, as one office.

        In that year an office brought nothing before it opened and after it closed; an earlier year counts only where
        every one of them was there throughout.
        """
        chosen = self.is_in_province[:, -1, quarter - 1]
        is_shut = ~self.is_open[chosen]
        is_shut[:, :-1] = False
        counted, cases = (np.where(is_shut, 0.0, each[chosen]).sum(0, keepdims=True) for each in (self.counted, self.cases))
        opening = np.where(is_shut[:, :, 0], 0.0, self.opening[chosen]).sum(0, keepdims=True)
        here = np.any(self.is_open[chosen], axis=0, keepdims=True)
        return Past(self.first_year, self.starts, counted, cases, opening, here, here)

    def whole_years(self, is_rate: bool) -> Ints:
        """For each office, how many years before the last are known in all quarters."""
        known = ~np.isnan(self.counted[:, :-1] + (self.cases[:, :-1] if is_rate else 0))
        return known.all(2).sum(1)

    def exceeds(self) -> Flags:
        """For each office, whether more counted than there were cases in any known year: no share of them."""
        counted, cases = (np.nansum(each, 2) for each in (self.counted, self.cases))
        return (counted > cases).any(1)

    def recent(self, quarter: int, quarters: int) -> tuple[Floats, Floats]:
        """For each office, the least and the most that one of the last `quarters` brought; nan where not all are known."""
        until = (len(self.starts) - 1) * 4 + quarter
        last = self.counted.reshape(len(self.counted), -1)[:, max(until - quarters, 0) : until]
        if last.shape[1] < quarters:
            return np.full(len(last), np.nan), np.full(len(last), np.nan)
        return last.min(1), last.max(1)

    def recent_shares(self, quarter: int, quarters: int) -> list[Floats]:
        """For each office, what counted of how many new cases in the quarter of the last `quarters` with the least share, then with the
        most: four arrays. A quarter without a new case has no share; nan where not all are known or none has one.

        What was there when the year began is no new case of its first quarter.
        """
        offices = len(self.counted)
        until = (len(self.starts) - 1) * 4 + quarter
        new = self.cases.copy()
        new[:, :, 0] -= np.nan_to_num(self.opening)
        counted, cases = (each.reshape(offices, -1)[:, max(until - quarters, 0) : until] for each in (self.counted, new))
        if counted.shape[1] < quarters:
            return [np.full(offices, np.nan)] * 4
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(cases > 0, counted / cases, np.nan)
        is_known = ~np.isnan(counted + cases).any(1) & (cases > 0).any(1)
        row = np.arange(offices)
        least, most = np.where(np.isnan(share), np.inf, share).argmin(1), np.where(np.isnan(share), -np.inf, share).argmax(1)
        return [np.where(is_known, each[row, at], np.nan) for at in (least, most) for each in (counted, cases)]
