"""A funnel plot: each unit's rate against its number of cases, with the limits within which chance alone moves it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ui.charts import base, labels
from ui.charts.figure import Figure
from ui.kit import format as fmt
from ui.kit import theme
from ui.kit.frames import records
from ui.kit.theme import Status
from ui.text import indicator as text

LINES = {"998": {"color": theme.FAINT, "width": 1.2}, "95": {"color": theme.FAINT, "width": 1.2, "dash": "4px,3px"}}


def funnel(
    frame: pd.DataFrame, limits: pd.DataFrame, statuses: Mapping[str, Status], height: int = 300, width: int = 700
) -> Figure:
    """Points from `frame` (judged rows joined with ``mart.funnel``), curves from `limits` (``mart.funnel_limit`` of one target).

    The curves go through each point's own limits too: they say exactly what side of them it lies on.

    Named are the units outside the 95 % limits and those one case away. `width` is what the labels are placed for.
    """
    rows = records(frame)
    curve = pd.concat([limits, frame], join="inner").drop_duplicates("denominator").sort_values("denominator")
    made = Figure(height, margin={"l": 8, "r": 62, "t": 10, "b": 8})
    x_range, y_range = _ranges(rows, curve)
    target = float(curve["target"].iloc[0])
    ends = curve[curve["denominator"] <= x_range[1]]
    for level, line in LINES.items():
        for side in ("lower", "upper"):
            key = f"{side}_{level}"
            made.add_scatter(
                x=curve["denominator"].tolist(), y=curve[key].tolist(), mode="lines", line=line, hoverinfo="skip", name=key
            )
            if len(ends) and 0 < ends[key].iloc[-1] < 100:
                _end(made, float(ends[key].iloc[-1]), text.FUNNEL_LIMIT[level])
    made.add_hline(y=target, line={"color": theme.INK, "width": theme.LINE})
    _end(made, target, text.FUNNEL_TARGET.format(target=fmt.target(target, "rate")), theme.INK)
    made.add_scatter(
        x=[each["denominator"] for each in rows],
        y=[each["value"] for each in rows],
        mode="markers",
        marker={
            "size": 11,
            "color": base.colours((each["status"] for each in rows), statuses),
            "line": {"color": theme.INK, "width": theme.LINE},
        },
        hovertext=[base.hover(str(each["unit_name"]), _told(each, statuses)) for each in rows],
        hoverinfo="text",
        customdata=[each["unit_code"] for each in rows],
        cliponaxis=False,
        name="value",
    )
    size = (width - 110, height - 60)
    named = [bool(each["zone"] != "within" or each["is_near"]) for each in rows]
    labels.beside(made, rows, named, "denominator", (x_range, y_range), size)
    made.update_xaxis(range=x_range, title={"text": text.FUNNEL_X}, showline=True, nticks=8, rangemode="tozero")
    made.update_yaxis(range=y_range, ticksuffix="%", nticks=6, showgrid=True)
    return made


def _end(made: Figure, y: float, words: str, colour: str = theme.QUIET) -> None:
    """A line's name at its right end."""
    font = {"size": theme.SIZES["small"], "color": colour}
    made.add_annotation(x=1, xref="paper", xanchor="left", xshift=5, y=y, text=words, font=font)


def _told(row: Mapping[str, Any], statuses: Mapping[str, Status]) -> list[str]:
    limits = {
        "denominator": fmt.amount(row["denominator"]),
        "low": fmt.number(row["lower_95"], 1),
        "high": fmt.percent(row["upper_95"]),
        "lowest": fmt.number(row["lower_998"], 1),
        "highest": fmt.percent(row["upper_998"]),
    }
    return [*base.judged(row, statuses), text.ZONES[row["zone"]], text.FUNNEL_RANGE.format(**limits)]


def _ranges(rows: Sequence[Mapping[str, Any]], curve: pd.DataFrame) -> tuple[list[float], list[float]]:
    """Both axes: from no cases to past the most, and as high and low as points and their outer limits reach."""
    most = max(float(each["denominator"]) for each in rows)
    fewest = sorted(float(each["denominator"]) for each in rows)[len(rows) // 4]
    wide = curve[curve["denominator"] >= fewest]
    low = min([float(each["value"]) for each in rows] + wide["lower_998"].tolist())
    high = max([float(each["value"]) for each in rows] + wide["upper_998"].tolist())
    pad = 0.05 * (high - low)
    return [0, 1.06 * most], [max(low - pad, -pad), min(high + pad, 100 + pad)]
