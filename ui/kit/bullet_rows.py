"""What stands beside an office's results in its bullets: targets of every level, quarters of two years, the outlook, its own words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ui.charts.bullet import Bullet
from ui.kit import format as fmt
from ui.kit import levels, offices, queries, year_before
from ui.kit.filters import HEADLINE, Quarter
from ui.kit.view import View
from ui.text import unit as text

Row = Mapping[str, Any]
#: What is drawn and told of a result, written into files and explained; each column more costs.
COLUMNS = (
    "unit_code", "indicator_code", "year", "quarter", "field_name", "indicator_name", "indicator_short_name", "is_focus", "measure",
    "direction", "unit_of_measure", "numerator", "denominator", "value", "value_places", "target", "expected", "status", "attainment",
    "is_estimate", "reason",
)  # fmt: skip
INTERVAL = ("ci_low", "ci_high")  # the headline's alone
HISTORY = ("indicator_code", "year", "quarter", "measure", "value")  # what a line of quarters is drawn of
TARGET = ("indicator_code", "level", "measure", "target", "stance")  # and a mark of another level
SAID = ("unit_code", "unit_short_name", "indicator_code", "indicator_name", "cause", "remedy", "responsible", "promised_on")
AHEAD = ("indicator_code", "outlook", "outlook_name", "shown_chance", "pace", "said")


@dataclass(frozen=True)
class Beside:
    """By indicator: rows of ``mart.target_status`` by level, of the quarters, of ``mart.outlook`` and of ``mart.promise``."""

    targets: Mapping[str, Mapping[str, Row]]
    history: Mapping[str, list[Row]]
    ahead: Mapping[str, Row]
    explained: Mapping[str, Row]

    def bullet(self, row: Row, link: str = "", source: str = "") -> Bullet:
        """The judged `row` with all that stands beside it."""
        code = row["indicator_code"]
        return Bullet(
            row, self.targets.get(code, {}), self.history.get(code, []), self.explained.get(code), link, source, self.ahead.get(code)
        )


def results(view: View, unit_code: str, quarter: Quarter, level: str, in_field: Row) -> pd.DataFrame:
    """The office's results at `level`, in a field or in all."""
    columns = (*COLUMNS, *INTERVAL) if level == HEADLINE else COLUMNS
    return levels.read(view, level, {**quarter.where, "unit_code": unit_code, **in_field}, columns=columns)


def beside(view: View, unit_code: str, quarter: Quarter, level: str, in_field: Row) -> Beside:
    """Of an office's results at `level`, in a field or in all."""
    of_unit = {"unit_code": unit_code, **in_field}
    targets = queries.rows(view.data, "mart.target_status", columns=TARGET, where=quarter.where | of_unit)
    told = {**quarter.where, "scope": "unit", "place_code": unit_code}  # of the target by which an office is judged first
    outlooks = queries.rows(view.data, "mart.outlook", columns=AHEAD, where=told) if level == HEADLINE else []
    unlike = year_before.unlike(view, quarter.year)
    years = levels.read(view, level, of_unit | {"year": [quarter.year - 1, quarter.year]}, ["year", "quarter"], HISTORY)
    years = years[(years["year"] == quarter.year) | ~years["quarter"].isin(list(unlike))]
    return Beside(
        {code: {row["level"]: row for row in rows} for code, rows in _listed(targets).items()},
        _listed(queries.records(years)),
        {str(row["indicator_code"]): row for row in outlooks},
        by_indicator(said(view, unit_code, quarter, in_field)),
    )


def said(view: View, unit_code: str, quarter: Quarter, in_field: Row) -> pd.DataFrame:
    """What the office said of what it did not meet, and whoever it carries: rows of ``mart.promise`` of the quarter."""
    made = quarter.where | {"unit_code": offices.behind(view, unit_code)}
    order = ["indicator_code", "unit_short_name vi"]
    return queries.read(view.snapshot, "mart.promise", columns=SAID, where=made | dict(in_field), order=order)


def by_indicator(said: pd.DataFrame) -> dict[str, Row]:
    """The explanation of each indicator; those of several offices one after the other, each with its name, until the last day promised."""
    return {code: rows[0] if len(rows) == 1 else _together(rows) for code, rows in _listed(queries.records(said)).items()}


def _listed(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["indicator_code"]), []).append(row)
    return found


def _together(rows: list[Row]) -> Row:
    joined = {}
    for key in ("cause", "remedy", "responsible"):
        words = [text.SAID_BY.format(unit=row["unit_short_name"], words=row[key]) for row in rows if not fmt.is_unknown(row[key])]
        joined[key] = " ".join(words) or None
    days = [row["promised_on"] for row in rows]
    return {**rows[0], **joined, "promised_on": None if any(map(fmt.is_unknown, days)) else max(days)}
