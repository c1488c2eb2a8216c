"""The results of one indicator at the level of target that is looked at: two years of every unit, with where each leads."""

from typing import Any

import pandas as pd

from ui.kit import navigation, queries, trace_links
from ui.kit.columns import Column, attainment_columns
from ui.kit.filters import HEADLINE, Choice, Quarter
from ui.kit.view import View

#: What another level may judge differently; everything else of a row is the same at every level.
JUDGED = (
    "measure", "value", "value_places", "target", "expected", "status", "attainment", "margin", "needed", "is_close", "stance", "reason",
)  # fmt: skip
KEYS = ["unit_code", "indicator_code", "year", "quarter"]
#: For each quarter of a year the code of an indicator; None: none that could be set beside this year's.
Codes = dict[int, str | None]


def columns(view: View) -> list[Column]:
    """How the tables behind the figures show these rows."""
    return attainment_columns(
        view, "unit_short_name", "numerator", "denominator", "value", "ci_low", "ci_high", "target", "expected", "status", "needed",
        "is_close", "stance", "previous_value", "comparison_obstacle", "reason",
    )  # fmt: skip


def years(view: View, indicator: str, quarter: Quarter, level: Choice, units: pd.DataFrame) -> pd.DataFrame:
    """The year of `quarter` and the one before, with the place of each unit (`units`: rows of ``mart.unit``) and its addresses."""
    where = {"indicator_code": indicator, "unit_code": list(units["unit_code"]), "year": [quarter.year - 1, quarter.year]}
    places = units[["unit_code", "list_order", "tile_row", "tile_col"]].rename(columns={"list_order": "unit_order"})
    found = _at_level(view, level.code, where)
    then, _ = _codes_before(view, indicator, quarter)
    parts = [found[(found["year"] == quarter.year) | _is_of(found, indicator, then)]]
    for code in sorted({code for code in then.values() if code not in (None, indicator)}):
        before = _at_level(view, level.code, where | {"indicator_code": code, "year": quarter.year - 1})
        parts.append(before[_is_of(before, code, then)])
    filled = [part for part in parts if len(part)]
    rows = (pd.concat(filled, ignore_index=True) if filled else found).merge(places, on="unit_code")
    of_rows = zip(rows["unit_code"], rows["field_code"], strict=True)
    rows["href"] = [navigation.href("unit", {"unit": unit, "field": field}) for unit, field in of_rows]
    rows["trace"] = [trace_links.result(view, code, indicator) or None for code in rows["unit_code"]]
    return rows


def _is_of(rows: pd.DataFrame, code: str, then: Codes) -> "pd.Series[bool]":
    return pd.Series([then[quarter] == code for quarter in rows["quarter"]], index=rows.index, dtype=bool)


def _codes_before(view: View, indicator: str, quarter: Quarter) -> tuple[Codes, list[str]]:
    """Under which code each quarter of the year before is set beside this year's, and why where it is set beside none."""
    where = {"indicator_code": indicator, "year": quarter.year}
    changed = queries.rows(view.data, "mart.indicator_before", where=where, order=["quarter"])
    said = dict.fromkeys(str(row["reason"]) for row in changed if row["before_code"] is None)
    return dict.fromkeys(range(1, 5), indicator) | {row["quarter"]: row["before_code"] for row in changed}, list(said)


def breaks(view: View, indicator: str, quarter: Quarter) -> list[str]:
    """Why no line of the year before is drawn: the sector's list changed and the indicator is counted otherwise since."""
    return _codes_before(view, indicator, quarter)[1]


def of_quarter(rows: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Those of one quarter, cluster by cluster."""
    return rows[(rows["year"] == quarter.year) & (rows["quarter"] == quarter.number)].sort_values(["cluster", "unit_order"])


def _at_level(view: View, level: str, where: dict[str, Any]) -> pd.DataFrame:
    """Every unit stays, also one without a target at the level: as it is published to stand without one."""
    frame = queries.read(view.data, "mart.attainment", where=where).assign(stance=None)
    if level == HEADLINE:
        return frame
    judged = queries.read(view.data, "mart.target_status", columns=[*KEYS, *JUDGED], where=where | {"level": level})
    kept = frame.drop(columns=list(JUDGED)).merge(judged, on=KEYS, how="inner")
    others = frame.merge(judged[KEYS], on=KEYS, how="left", indicator=True).query("_merge == 'left_only'").drop(columns="_merge")
    others = others.assign(
        target=None, expected=None, is_close=False, status=others["untargeted_status"], reason=others["untargeted_reason"]
    )
    return pd.concat([kept, others], ignore_index=True) if len(kept) else others


def by_measure(now: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The rows of one quarter by what they are measured in; units that did not report stand with the most.

    Where the volume decides whether a rate or a count is asked, units of one quarter can differ.
    """
    reported = now[now["status"] != "not_reported"]
    measures = [str(each) for each in reported["measure"].value_counts().index] or [str(now["measure"].iloc[0])]
    silent = now["status"] == "not_reported"
    return [
        (measure, now[(now["measure"] == measure) & ~silent | silent & (measure == measures[0])].assign(measure=measure))
        for measure in measures
    ]


def main_measure(years: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Rows of several quarters that are measured as most of this one's are."""
    measure = by_measure(now)[0][0]
    return years[(years["measure"] == measure) | (years["status"] == "not_reported")].assign(measure=measure)
