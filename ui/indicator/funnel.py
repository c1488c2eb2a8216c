"""Rate against volume: who is outside of what chance explains, or why that cannot be said here."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui import charts
from ui.indicator import rows
from ui.kit import components, queries, tables
from ui.kit import format as fmt
from ui.kit.filters import HEADLINE, Choice, Quarter
from ui.kit.view import View
from ui.text import indicator as text

LEAST_UNITS = 3
LIMITS = ("lower_95", "upper_95", "lower_998", "upper_998")
COLUMNS = ("unit_code", "target", "zone", "is_near", "is_telling", *LIMITS)
OUTSIDE = ("below_998", "below_95", "above_95", "above_998")


def limits(view: View, here: Mapping[str, Any], quarter: Quarter, level: Choice) -> pd.DataFrame:
    """The rows of ``mart.funnel`` of one indicator and province, at the level that is looked at."""
    at = {"is_headline": True} if level.code == HEADLINE else {"level": level.code}
    return queries.read(view.snapshot, "mart.funnel", columns=COLUMNS, where=quarter.where | {**here, **at})


def show(view: View, now: pd.DataFrame, funnel: pd.DataFrame, about: Mapping[str, Any], quarter: Quarter, facts: str) -> None:
    """`now`: the units' results, `funnel`: their limits, `about`: the row of ``mart.indicator``."""
    points = now.merge(funnel.drop(columns="target"), on="unit_code")
    curves = queries.read(view.snapshot, "mart.funnel_limit", where={"target": float(funnel["target"].iloc[0])})
    name = about["indicator_name"]
    tables.chart(
        view, charts.funnel(points, curves, view.statuses), points, [*rows.columns(view), *_columns()], name="funnel",
        title=name, facts=facts, heading=(text.FUNNEL, text.FUNNEL_HELP),
        alt=text.FUNNEL_ALT.format(indicator=name, quarter=quarter.inside),
    )  # fmt: skip
    for said in _findings(points, about):
        components.finding(said)


def obstacle(now: pd.DataFrame, funnel: pd.DataFrame) -> str | None:
    """Why there is no funnel, in one sentence; None when it can be drawn.

    `now` are the units' judged rows at a level, `funnel` their rows of ``mart.funnel``.
    """
    targeted = now[now["target"].notna()]
    if targeted.empty:
        return text.FUNNEL_NO_TARGET
    if (targeted["measure"] == "count").all():
        return text.FUNNEL_COUNT
    if targeted["target"].isin([0, 100]).all():
        return text.FUNNEL_EDGE.format(target=fmt.target(targeted["target"].iloc[0], "rate"))
    arisen = targeted[targeted["denominator"] > 0]
    if arisen.empty:
        return text.FUNNEL_NOTHING
    if funnel.empty:
        return text.FUNNEL_PAST_ALL if (arisen["numerator"] > arisen["denominator"]).any() else text.FUNNEL_NOT_CASES
    if len(funnel) < LEAST_UNITS:
        return text.FUNNEL_FEW_UNITS
    if funnel["target"].nunique() > 1:
        return text.FUNNEL_MANY_TARGETS
    return None if funnel["is_telling"].any() else text.FUNNEL_TOO_SMALL


def _findings(frame: pd.DataFrame, indicator: Mapping[str, Any]) -> list[str]:
    """What the funnel shows, in sentences: the units outside its limits, or that none is."""
    said = [
        text.FUNNEL_OUTSIDE.format(zone=text.ZONES[zone], units=", ".join(frame[frame["zone"] == zone]["unit_short_name"]))
        for zone in OUTSIDE
        if (frame["zone"] == zone).any()
    ]
    said = said or [text.FUNNEL_ALL_WITHIN]
    return said if indicator["is_bounded"] else [*said, text.FUNNEL_UNBOUNDED]


def _columns() -> list[tables.Column]:
    """The limits as columns of the table behind the plot."""
    zone = tables.column("zone", lambda code: text.ZONES[code], head=text.LIMIT_COLUMNS["zone"])
    return [zone, *(tables.column(key, fmt.percent, head=text.LIMIT_COLUMNS[key], is_number=True) for key in LIMITS)]
