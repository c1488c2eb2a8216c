"""The results of one indicator at the level of target that is looked at: two years of every unit, with where each leads."""

from typing import Any

import pandas as pd

from ui.kit import navigation, queries, tables, trace_links
from ui.kit.filters import HEADLINE, Choice, Quarter
from ui.kit.view import View
from ui.text import indicator as text

#: What another level may judge differently; everything else of a row is the same at every level.
JUDGED = (
    "measure", "value", "value_places", "target", "expected", "status", "attainment", "margin", "needed", "is_close", "stance", "reason",
)  # fmt: skip
KEYS = ["unit_code", "indicator_code", "year", "quarter"]


def columns(view: View) -> list[tables.Column]:
    """How the tables behind the figures show these rows."""
    return tables.attainment_columns(
        view, "unit_short_name", "numerator", "denominator", "value", "ci_low", "ci_high", "target", "expected", "status", "needed",
        "is_close", "stance", "previous_value", "comparison_obstacle", "reason",
    )  # fmt: skip


def years(view: View, indicator: str, quarter: Quarter, level: Choice, units: pd.DataFrame) -> pd.DataFrame:
    """The year of `quarter` and the one before, with the place of each unit (`units`: rows of ``mart.unit``) and its addresses."""
    where = {"indicator_code": indicator, "unit_code": list(units["unit_code"]), "year": [quarter.year - 1, quarter.year]}
    places = units[["unit_code", "list_order", "tile_row", "tile_col"]].rename(columns={"list_order": "unit_order"})
    found = _at_level(view, level.code, where)
    before = _under_old_code(view, indicator, quarter, level, found, where)
    rows = (pd.concat([found, before]) if len(before) else found).merge(places, on="unit_code")
    rows["href"] = [navigation.href("unit", {"unit": row["unit_code"], "field": row["field_code"]}) for row in queries.records(rows)]
    rows["trace"] = [trace_links.result(view, code, indicator) or None for code in rows["unit_code"]]
    return rows


def _under_old_code(
    view: View, indicator: str, quarter: Quarter, level: Choice, found: pd.DataFrame, where: dict[str, Any]
) -> pd.DataFrame:
    """The year before under the code that the indicator had then, where it is still counted alike: its series goes on."""
    series = queries.read(view.data, "mart.indicator_series", where={"new_code": indicator, "is_comparable": True})
    known = set(map(tuple, found[["unit_code", "year", "quarter"]].to_numpy()))
    old = [_at_level(view, level.code, where | {"indicator_code": code, "year": quarter.year - 1}) for code in series["old_code"]]
    rows = pd.concat(old, ignore_index=True) if old else found.head(0)
    is_new = [key not in known for key in rows[["unit_code", "year", "quarter"]].itertuples(index=False, name=None)]
    return rows[pd.Series(is_new, index=rows.index, dtype=bool)]


def breaks(view: View, indicator: str) -> list[str]:
    """Why no line of the year before is drawn: the sector's list changed and the indicator is counted otherwise since."""
    rows = queries.read(view.data, "mart.indicator_series", where={"new_code": indicator, "is_comparable": False}, order=["effective_on"])
    return [str(reason) for reason in rows["reason"]]


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
    others = others.assign(target=None, expected=None, is_close=False, status=others["untargeted_status"])
    others.loc[others["status"] == "no_target", "reason"] = text.NO_LEVEL
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
