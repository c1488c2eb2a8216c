"""Case flows of one office as small waterfalls: carried over, received, resolved, left."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from ui import format as fmt
from ui import theme
from ui.charts import base
from ui.text import unit as text

STEP = 19  # px of one bar with its label
HEAD = 40  # px above the bars of a panel, for its name
ACROSS = 3
STEPS = ("opening", "received", "resolved", "closing")


def waterfall(frame: pd.DataFrame, across: int = ACROSS) -> go.Figure:
    """One panel a row of ``mart.caseflow`` (one unit and quarter), each on a scale of its own.

    Bars run from left to right: what the year began with, what came on top, what went, what is left. A flow with an
    unknown part says so instead. Where the reported rest is not what the other three give, the panel says by how much.
    """
    rows = [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
    lines = -(-len(rows) // across) or 1
    height = lines * (HEAD + 4 * STEP + 14)
    panel = HEAD / height
    made = make_subplots(
        rows=lines,
        cols=across,
        horizontal_spacing=0.11,
        vertical_spacing=(HEAD + 10) / height if lines > 1 else 0,
    )
    made.update_layout(template=base.TEMPLATE, height=height + 14, margin={"l": 96, "r": 26, "t": HEAD, "b": 4}, barmode="overlay")
    for index, row in enumerate(rows):
        where = {"row": index // across + 1, "col": index % across + 1}
        _panel(made, row, where, panel)
    made.update_xaxes(visible=False)
    made.update_yaxes(
        tickmode="array",
        tickvals=list(range(4)),
        ticktext=[text.STEPS[step] for step in STEPS],
        range=[3.6, -0.6],
        tickfont={"size": theme.SIZES["small"], "color": theme.QUIET},
        ticklabelstandoff=6,
    )
    for index in range(len(rows), lines * across):
        made.update_yaxes(visible=False, row=index // across + 1, col=index % across + 1)
    return made


def _panel(made: go.Figure, row: Mapping[str, Any], where: dict[str, int], panel: float) -> None:
    known = [step for step in STEPS if not fmt.is_unknown(row[step])]
    title = f"<b>{base.wrapped(str(row['flow_name']), 44)}</b>"
    if not fmt.is_unknown(row["unit_of_measure"]):
        title += f" <span style='color:{theme.QUIET}'>({base.wrapped(str(row['unit_of_measure']), 20)})</span>"
    made.add_annotation(
        text=title,
        xref="x domain",
        yref="y domain",
        x=0,
        y=1,
        xanchor="left",
        yanchor="bottom",
        xshift=-88,
        align="left",
        showarrow=False,
        **where,
    )
    starts = {"opening": 0.0, "closing": 0.0}
    starts["received"] = float(row["opening"]) if "opening" in known else 0.0
    if {"opening", "received", "resolved"} <= set(known):
        starts["resolved"] = float(row["opening"] + row["received"] - row["resolved"])
    widest = max([float(row[step]) + max(starts.get(step, 0), 0) for step in known], default=1) or 1
    fills = {"opening": theme.FAINT, "received": theme.GROUND, "resolved": theme.GROUND, "closing": theme.INK}
    signs = {"received": "+", "resolved": fmt.MINUS}
    hover = base.hover(str(row["flow_name"]), _said(row))
    made.add_bar(
        y=[STEPS.index(step) for step in known],
        x=[float(row[step]) for step in known],
        base=[starts.get(step, 0.0) for step in known],
        orientation="h",
        width=0.62,
        marker={"color": [fills[step] for step in known], "line": {"color": theme.INK, "width": theme.LINE}},
        text=[signs.get(step, "") + fmt.amount(row[step]) if row[step] else "0" for step in known],
        textposition="none",
        hovertext=hover,
        hoverinfo="text",
        **where,
    )
    for step in STEPS:
        end = float(row[step]) + starts.get(step, 0.0) if step in known else 0.0
        sign = signs.get(step, "") if step in known and row[step] else ""
        made.add_annotation(
            text=sign + fmt.amount(row[step]), x=max(end, 0), y=STEPS.index(step), xanchor="left", xshift=4, showarrow=False,
            font={"size": theme.SIZES["small"], "color": theme.INK}, **where,
        )  # fmt: skip
    _connect(made, row, known, starts, where)
    made.update_xaxes(range=[min(0, *starts.values()), widest * 1.12], **where)


def _connect(made: go.Figure, row: Mapping[str, Any], known: list[str], starts: Mapping[str, float], where: dict[str, int]) -> None:
    """Thin lines from the end of each step to the start of the next."""
    if len(known) < len(STEPS):
        return
    opening, top, rest = float(row["opening"]), float(row["opening"] + row["received"]), starts["resolved"]
    for at, x in ((0, opening), (1, top), (2, rest)):
        made.add_shape(type="line", x0=x, x1=x, y0=at, y1=at + 1, line={"color": theme.FAINT, "width": theme.LINE}, layer="below", **where)


def _said(row: Mapping[str, Any]) -> list[str]:
    lines = [text.STEP_SAID.format(step=text.STEPS[step], amount=fmt.amount(row[step])) for step in STEPS]
    if not fmt.is_unknown(row["resolution_rate"]):
        lines.append(text.RESOLVED_OF.format(count=fmt.of(row["resolved"], row["to_resolve"])))
    if not fmt.is_unknown(row["carried_over_resolved"]):
        lines.append(text.CARRIED.format(count=fmt.of(row["carried_over_resolved"], row["opening"])))
    if not fmt.is_unknown(row["imbalance"]) and row["imbalance"]:
        lines.append(text.IMBALANCE.format(amount=fmt.change(row["imbalance"])))
    return lines
