"""Rate against volume: who is outside of what chance explains, or why that cannot be said here."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui import charts
from ui.indicator import rows
from ui.kit import components, estimates, queries, tables
from ui.kit import format as fmt
from ui.kit.columns import Column, column
from ui.kit.filters import HEADLINE, Choice, Quarter
from ui.kit.view import View
from ui.text import indicator as text

LIMITS = ("lower_95", "upper_95", "lower_998", "upper_998")
COLUMNS = ("unit_code", "target", "zone", "is_near", "is_telling", "left_out", *LIMITS)
PROJECTED = 256  # px: lower where all of a page has to fit one screen
OUTSIDE = ("below_998", "below_95", "above_95", "above_998")


def limits(view: View, here: Mapping[str, Any], quarter: Quarter, level: Choice) -> pd.DataFrame:
    """The rows of ``mart.funnel`` of one indicator and province, at the level that is looked at."""
    at = {"is_headline": True} if level.code == HEADLINE else {"level": level.code}
    return queries.read(view.data, "mart.funnel", columns=COLUMNS, where=quarter.where | {**here, **at})


def widths(view: View, why_not: str | None) -> list[float]:
    """Of the columns of the plot, the province's quarters and everybody's: on a projector, larger type needs wider panels."""
    if why_not:
        return [0.2, 0.2, 0.6]
    return [0.32, 0.16, 0.52] if view.presenting else [0.34, 0.18, 0.48]


def show(
    view: View,
    now: pd.DataFrame,
    funnel: pd.DataFrame,
    about: Mapping[str, Any],
    quarter: Quarter,
    facts: str,
    why_not: str | None,
) -> None:
    """`now`: the units' results, `funnel`: their rows of ``mart.funnel``, `about`: the row of ``mart.indicator``.

    Where there is no plot, `why_not` is said.
    """
    if why_not:
        show_obstacle(why_not, now, funnel)
        return
    compared = _compared(funnel)
    points = view.once(lambda: now.merge(compared.drop(columns="target"), on="unit_code"))
    curves = queries.read(view.data, "mart.funnel_limit", where={"target": float(compared["target"].iloc[0])})
    name = about["indicator_name"]
    drawn = charts.funnel(points, curves, view.statuses, *([PROJECTED] if view.presenting else []))
    tables.chart(
        view, drawn, points, [*rows.columns(view), *_columns()], name="funnel", title=name, facts=facts,
        heading=(text.FUNNEL, estimates.beside(text.FUNNEL_HELP, points)),
        alt=text.FUNNEL_ALT.format(indicator=name, quarter=quarter.inside),
    )  # fmt: skip
    said = view.once(lambda: [*_findings(points, about, len(now)), *left_out(now, funnel)])
    if not view.presenting:
        for each in said:
            components.finding(each)


def told_across(view: View, now: pd.DataFrame, funnel: pd.DataFrame, about: Mapping[str, Any], why_not: str | None) -> None:
    """What the plot of a picture shows, in one paragraph across it: a column would be longer than the screen."""
    if why_not or not view.presenting:
        return
    points = now.merge(_compared(funnel).drop(columns="target"), on="unit_code")
    components.finding(" ".join([*_findings(points, about, len(now)), *left_out(now, funnel)]))


def show_obstacle(why_not: str, now: pd.DataFrame, funnel: pd.DataFrame) -> None:
    """Why nothing is drawn, and who could not have been compared anyway where others could."""
    components.heading(text.FUNNEL)
    components.finding(why_not)
    if len(_compared(funnel)):
        for said in left_out(now, funnel):
            components.finding(said)


def obstacle(view: View, here: Mapping[str, Any], quarter: Quarter, level: Choice) -> str | None:
    """Why there is no funnel of that indicator in that province, in one sentence; None when it can be drawn."""
    row = queries.one(view.data, "mart.funnel_obstacle", where=quarter.where | {**here, "level": level.code}) or {}
    return None if fmt.is_unknown(row.get("obstacle")) else str(row["obstacle"])


def left_out(now: pd.DataFrame, funnel: pd.DataFrame) -> list[str]:
    """The units that are not compared, each with its reason, in one sentence; none when all are."""
    said = [f"{', '.join(units)} ({text.FUNNEL_LEFT_OUT[code]})" for code, units in _left_out(now, funnel)]
    return [text.FUNNEL_NOT_COMPARED.format(units="; ".join(said))] if said else []


def _compared(funnel: pd.DataFrame) -> pd.DataFrame:
    return funnel[funnel["left_out"].isna()]


def _left_out(now: pd.DataFrame, funnel: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """Names of the units that are not compared by reason; one that has no row at this level has no target there."""
    reasons = dict(zip(funnel["unit_code"], funnel["left_out"], strict=True))
    found: dict[str, list[str]] = {}
    for row in queries.records(now):
        code = reasons.get(row["unit_code"], row["status"])
        if isinstance(code, str):
            found.setdefault(code, []).append(row["unit_short_name"])
    return list(found.items())


def _findings(frame: pd.DataFrame, indicator: Mapping[str, Any], everyone: int) -> list[str]:
    """What the funnel shows, in sentences: the units outside its limits, or that none of those compared is."""
    said = [
        text.FUNNEL_OUTSIDE.format(zone=text.ZONES[zone], units=", ".join(frame[frame["zone"] == zone]["unit_short_name"]))
        for zone in OUTSIDE
        if (frame["zone"] == zone).any()
    ]
    said = said or [text.FUNNEL_ALL_WITHIN if len(frame) == everyone else text.FUNNEL_COMPARED_WITHIN.format(units=fmt.number(len(frame)))]
    return said if indicator["is_bounded"] else [*said, text.FUNNEL_UNBOUNDED]


def _columns() -> list[Column]:
    """The limits as columns of the table behind the plot."""
    zone = column("zone", lambda code: text.ZONES[code], head=text.LIMIT_COLUMNS["zone"])
    return [zone, *(column(key, fmt.percent, head=text.LIMIT_COLUMNS[key], is_number=True) for key in LIMITS)]
