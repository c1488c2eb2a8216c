"""What was left at the end of each quarter: a small line that stops where not all have reported."""

from typing import Any

import pandas as pd

from common import periods
from ui.charts import base
from ui.charts.figure import Figure
from ui.charts.stock import LEAST
from ui.kit import format as fmt
from ui.kit import theme
from ui.kit.frames import records
from ui.text import caseflow as text


def stock_trend(frame: pd.DataFrame, height: int = 128) -> Figure:
    """Quarters from left to right: rows with year, quarter, opening, closing, unit_of_measure, units_counted,
    units_expected and is_provisional, of one place and flow.

    A quarter in which units are missing, or figures run short of its end, has a hollow dot and no line to it: it cannot
    be compared with the others.
    """
    rows = records(frame.sort_values(["year", "quarter"]))
    names = [periods.quarter_short(row["year"], row["quarter"]) for row in rows]
    whole = [row["units_counted"] == row["units_expected"] and not row["is_provisional"] for row in rows]
    made = Figure(height, margin={"l": 20, "r": 24, "t": 22, "b": 8})
    values = [None if fmt.is_unknown(row["closing"]) else float(row["closing"]) for row in rows]
    made.add_scatter(
        x=names,
        y=[value if all_there else None for value, all_there in zip(values, whole, strict=True)],
        mode="lines",
        line={"color": theme.INK, "width": 1.5},
        hoverinfo="skip",
    )
    made.add_scatter(
        x=names,
        y=values,
        mode="markers+text",
        marker={
            "size": 9,
            "color": [theme.INK if each else theme.PAPER for each in whole],
            "line": {"color": theme.INK, "width": 1.5},
        },
        text=[fmt.amount(value) if value is not None else "" for value in values],
        textposition="top center",
        textfont={"size": theme.SIZES["small"], "color": theme.INK},
        cliponaxis=False,
        hovertext=[base.hover(periods.quarter_head(row["year"], row["quarter"]), _said(row)) for row in rows],
        hoverinfo="text",
    )
    most = max([LEAST, *(value for value in values if value is not None)])
    made.update_xaxis(
        type="category", categoryorder="array", categoryarray=names, range=[-0.4, max(len(names), 1) - 0.6],
        tickvals=names, ticktext=[name.replace("/", "<br>") for name in names], tickangle=0,  # level on a telephone too
    )  # fmt: skip
    made.update_yaxis(visible=False, range=[-0.04 * most, 1.16 * most])
    return made


def _said(row: dict[str, Any]) -> list[str]:
    lines = [text.HOVER_CLOSING.format(closing=fmt.amount(row["closing"]), opening=fmt.amount(row["opening"]), unit=row["unit_of_measure"])]
    if row["units_counted"] < row["units_expected"]:
        lines.append(text.HOVER_PART.format(counted=fmt.number(row["units_counted"]), expected=fmt.number(row["units_expected"])))
    if row["is_provisional"]:
        lines.append(text.QUARTER_PROVISIONAL)
    return lines
