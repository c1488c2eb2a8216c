"""From rows to rows: what `etl/sql/work/outlook_chance.sql` selects goes in, the chance of every case comes out."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.outlook.bending import bend
from etl.outlook.chances import chance_of_count, chance_of_rate
from etl.outlook.distributions import Floats, Ints
from etl.outlook.past import Columns, Past

KEY = ["scope", "place_code", "indicator_code", "year", "quarter"]
#: Of a rate, what counted of how many new cases in the quarters of the last few with the least and with the most share.
SHARES = ["least_counted", "least_cases", "most_counted", "most_cases"]
MADE = ["said", "chance", "basis", "recent_low", "recent_high", *SHARES]
#: Earlier years are told apart up to so many.
_YEARS_TOLD = 2
#: A rate without any earlier year is looked ahead to from this quarter on, a count never.
_FIRST_YEAR_QUARTER = 3
#: How many quarters the last few are, whose least and most a sentence names.
_RECENT = 4
#: Chances have so many decimals: more would claim what nobody knows.
_DECIMALS = 4


def outlook_chances(rows: pd.DataFrame, first_year: int = 0) -> pd.DataFrame:
    """For the cases in `rows` from `first_year` on: said, chance (said, bent by what came of earlier ones), basis, recent_low,
    recent_high, and of rates the `SHARES`.

    What was to be said of counts in earlier years is worked out too, for chances are bent by it. Figures of later quarters
    are not looked at.
    """
    columns = _columns(rows)
    made = {"said": np.full(len(rows), np.nan), "basis": np.zeros(len(rows), np.int32)}
    made |= {name: np.full(len(rows), np.nan) for name in ("recent_low", "recent_high", *SHARES)}
    columns["is_bent"] = columns["is_case"] & columns["is_count"] & columns["is_at_least"]
    columns["is_told"] = columns["is_case"] & ((columns["year"] >= first_year) | columns["is_bent"])
    for group in _groups(columns, ("province", "indicator")):
        _say(columns, made, group)
    made["chance"] = np.round(_bent(columns, made["said"]), _DECIMALS)
    made["said"] = np.round(made["said"], _DECIMALS)
    kept = columns["is_case"] & (columns["year"] >= first_year)
    return rows.loc[kept, KEY].assign(**{name: made[name][kept] for name in MADE}).sort_values(KEY, ignore_index=True)


def _columns(rows: pd.DataFrame) -> dict[str, npt.NDArray[Any]]:
    """The rows as arrays: places, provinces and indicators by number, truth values without a third one."""
    numbers = {"year": np.int64, "quarter": np.int64}
    floats = ("numerator", "denominator", "opening", "target", "came_true", "year_starts")
    flags = ("is_in_province", "is_case", "is_asked", "is_at_least", "is_stock_open")
    columns = {name: rows[name].to_numpy(kind) for name, kind in numbers.items()}
    columns |= {name: rows[name].astype("Float64").to_numpy(np.float64, na_value=np.nan) for name in floats}
    columns |= {name: rows[name].astype("boolean").fillna(False).to_numpy(bool) for name in flags}
    columns["province"], columns["indicator"] = (pd.factorize(rows[f"{name}_code"])[0] for name in ("province", "indicator"))
    columns["place"] = pd.factorize(rows["place_code"], sort=True)[0]
    columns["is_province"] = (rows["scope"] == "province").to_numpy(bool)
    columns["is_count"] = (rows["measure"] == "count").fillna(False).to_numpy(bool)
    return columns


def _groups(columns: Columns, by: tuple[str, ...], among: Ints | None = None) -> Iterator[Ints]:
    """The numbers of the rows that are alike in the columns `by`, group after group."""
    rows = np.arange(len(columns["year"])) if among is None else among
    if not len(rows):
        return
    keys = np.stack([columns[name][rows] for name in by])
    order = np.lexsort((rows, *keys))
    ends = np.flatnonzero((keys[:, order][:, 1:] != keys[:, order][:, :-1]).any(0)) + 1
    yield from (rows[part] for part in np.split(order, ends))


def _say(columns: Columns, made: dict[str, npt.NDArray[Any]], group: Ints) -> None:
    """Fills in what is to be said of one province and indicator."""
    known = group[~columns["is_province"][group] & ~np.isnan(columns["year_starts"][group])]
    told = group[columns["is_told"][group]]
    if not len(known) or not len(told):
        return
    offices, place = np.unique(columns["place"][known], return_inverse=True)
    past = Past.of({name: column[known] for name, column in columns.items()} | {"place": place}, len(offices))
    for rows in _groups(columns, ("year", "quarter", "is_province"), told):
        first = rows[0]
        quarter = int(columns["quarter"][first])
        then = past.until(int(columns["year"][first]))
        if then is None:
            continue
        at = np.searchsorted(offices, columns["place"][rows])
        if columns["is_province"][first]:
            then, at = then.of_province(quarter), np.zeros(len(rows), np.int64)
        low, high = then.recent(quarter, _RECENT)
        made["recent_low"][rows], made["recent_high"][rows] = low[at], high[at]
        for name, each in zip(SHARES, then.recent_shares(quarter, _RECENT), strict=True):
            made[name][rows] = each[at]
        for alike in _groups(columns, ("is_count", "is_at_least", "is_stock_open"), rows):
            _say_alike(columns, made, alike, at[np.isin(rows, alike)], then, quarter)


def _say_alike(
    columns: Columns, made: dict[str, npt.NDArray[Any]], rows: Ints, at: Ints, past: Past, quarter: int
) -> None:
    """Of cases that are all of one kind and quarter; `at`: where each one's office is in the `past`."""
    is_rate = not columns["is_count"][rows[0]]
    basis = np.minimum(past.whole_years(is_rate), _YEARS_TOLD)[at]
    made["basis"][rows] = basis
    is_silent = ~columns["is_asked"][rows] | ((basis == 0) & (not is_rate or quarter < _FIRST_YEAR_QUARTER))
    if is_silent.all():
        return
    target = np.full(len(past.counted), np.nan)
    target[at] = np.where(is_silent, np.nan, columns["target"][rows])
    made["said"][rows] = _chance(past, quarter, target, columns, rows[0])[at]


def _chance(past: Past, quarter: int, target: Floats, columns: Columns, row: int) -> Floats:
    is_at_least, is_open = bool(columns["is_at_least"][row]), bool(columns["is_stock_open"][row])
    if columns["is_count"][row]:
        return chance_of_count(past.counted, quarter, target, is_at_least)
    chance = chance_of_rate(past.counted, past.cases, quarter, target, is_at_least, past.opening if is_open else None, is_open)
    chance[past.exceeds()] = np.nan
    return chance


def _bent(columns: Columns, said: Floats) -> Floats:
    """Chances of counts to be reached are bent by those of the same province and quarter in finished years; the rest is as said."""
    chances = said.copy()
    of_counts = np.flatnonzero(columns["is_bent"] & ~np.isnan(said))
    for some in _groups(columns, ("province", "is_province", "quarter"), of_counts):
        years, came_true = columns["year"][some], columns["came_true"][some]
        for year in np.unique(years):
            now, earlier = some[years == year], some[(years < year) & ~np.isnan(came_true)]
            if len(earlier):
                chances[now] = bend(said[now], said[earlier], columns["came_true"][earlier])
    return chances
