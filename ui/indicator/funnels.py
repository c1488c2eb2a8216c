"""Whether a funnel plot can be drawn for one indicator in one quarter, and what it says in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui.kit import format as fmt
from ui.kit import tables
from ui.text import indicator as text

LEAST_UNITS = 3
LIMITS = ("lower_95", "upper_95", "lower_998", "upper_998")
COLUMNS = ("unit_code", "target", "zone", "is_near", "is_telling", *LIMITS)
OUTSIDE = ("below_998", "below_95", "above_95", "above_998")


def obstacle(rows: pd.DataFrame, funnel: pd.DataFrame) -> str | None:
    """Why there is no funnel, in one sentence; None when it can be drawn.

    `rows` are the units' judged rows at a level, `funnel` their rows of ``mart.funnel``.
    """
    targeted = rows[rows["target"].notna()]
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


def findings(frame: pd.DataFrame, indicator: Mapping[str, Any]) -> list[str]:
    """What the funnel shows, in sentences: the units outside its limits, or that none is."""
    said = [
        text.FUNNEL_OUTSIDE.format(zone=text.ZONES[zone], units=", ".join(frame[frame["zone"] == zone]["unit_short_name"]))
        for zone in OUTSIDE
        if (frame["zone"] == zone).any()
    ]
    said = said or [text.FUNNEL_ALL_WITHIN]
    return said if indicator["is_bounded"] else [*said, text.FUNNEL_UNBOUNDED]


def table_columns() -> list[tables.Column]:
    """The limits as columns of the table behind the plot."""
    zone = tables.column("zone", lambda code: text.ZONES[code], head=text.LIMIT_COLUMNS["zone"])
    return [zone, *(tables.column(key, fmt.percent, head=text.LIMIT_COLUMNS[key], is_number=True) for key in LIMITS)]
