"""Case flows of one office, or of a province, as small waterfalls: carried over, received, resolved, left."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from common.numbers import MINUS
from ui.charts import base
from ui.charts.figure import Figure
from ui.kit import format as fmt
from ui.kit import theme
from ui.kit.frames import records
from ui.text import unit as text

STEP = 19  # px of one bar with its label
HEAD = 42  # px above the bars of a panel, for its name in up to two lines
ACROSS = 3
LABELS = 116  # px left of the bars, for the names of the steps, also on a projector
GAP = 0.11  # of the width, between panels: room for the labels
STEPS = ("opening", "received", "resolved", "closing")
SIGNS = {"received": "+", "resolved": MINUS}
FILLS = {"opening": theme.FAINT, "received": theme.GROUND, "resolved": theme.GROUND, "closing": theme.INK}

Row = Mapping[str, Any]


def waterfall(frame: pd.DataFrame, across: int = ACROSS, is_named: bool = True) -> Figure:
    """One panel a row of ``mart.caseflow`` or ``mart.province_caseflow`` (one quarter), each on a scale of its own.

    Bars run from left to right: what the year began with, what came on top, what went, what is left as reported. An
    unknown part has no bar and a dash. Where the rest is not what the other three give, the hover text says by how much.
    Numbers lead to the address in ``source``, where there is one. `is_named`: false where the words around it say which flow it is.
    """
    rows = records(frame)
    lines = -(-len(rows) // across) or 1
    head = HEAD if is_named else 0
    height = lines * (head + len(STEPS) * STEP)
    made = Figure(height, margin={"l": LABELS, "r": 30, "t": 0, "b": 0}, barmode="overlay")
    for index, row in enumerate(rows):
        starts = _starts(row)
        known = [step for step in STEPS if not fmt.is_unknown(row[step])]
        widest = max([float(row[step]) + starts[step] for step in known], default=1) or 1
        wide = (1 - GAP * (across - 1)) / across
        left = (index % across) * (wide + GAP)
        top = 1 - (index // across) / lines - head / height
        amounts = {"range": [min(0, *starts.values()), widest * 1.12], "visible": False}
        bottom = max(top - len(STEPS) * STEP / height, 0)
        x, y = made.add_panel([left, min(left + wide, 1)], [bottom, top], amounts, _steps())
        _bars(made, row, known, starts, x, y)
        if is_named:
            _title(made, row, x, y)
        for step in STEPS:
            _amount(made, row, step, starts, x, y)
        if len(known) == len(STEPS):
            _links(made, row, starts, x, y)
    return made


def _steps() -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": list(range(len(STEPS))),
        "ticktext": [text.STEPS[step] for step in STEPS],
        "range": [len(STEPS) - 0.4, -0.6],
        "ticklabelstandoff": 6,
        "automargin": False,
    }


def _starts(row: Row) -> dict[str, float]:
    """Where each step's bar begins: what came on top of the opening, what went back from there."""
    starts = dict.fromkeys(STEPS, 0.0)
    if not fmt.is_unknown(row["opening"]):
        starts["received"] = float(row["opening"])
    if not fmt.is_unknown(row["computed_closing"]):
        starts["resolved"] = float(row["computed_closing"])
    return starts


def _bars(made: Figure, row: Row, known: list[str], starts: Mapping[str, float], x: str, y: str) -> None:
    made.add_bar(
        xaxis=x,
        yaxis=y,
        y=[STEPS.index(step) for step in known],
        x=[float(row[step]) for step in known],
        base=[starts[step] for step in known],
        orientation="h",
        width=0.62,
        marker={"color": [FILLS[step] for step in known], "line": {"color": theme.INK, "width": theme.LINE}},
        hovertext=base.hover(str(row["flow_name"]), said(row)),
        hoverinfo="text",
    )


def _title(made: Figure, row: Row, x: str, y: str) -> None:
    name = f"<b>{base.wrapped(str(row['flow_name']), 44)}</b>"
    if not fmt.is_unknown(row["unit_of_measure"]):
        name += f" <span style='color:{theme.QUIET}'>({base.wrapped(str(row['unit_of_measure']), 20)})</span>"
    place = {"xref": f"{x} domain", "yref": f"{y} domain", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom"}
    made.add_annotation(**place, text=name, xshift=-LABELS, align="left")


def _amount(made: Figure, row: Row, step: str, starts: Mapping[str, float], x: str, y: str) -> None:
    """The true number at the end of its bar, with the sign of what it does to the stock."""
    is_known = not fmt.is_unknown(row[step])
    sign = SIGNS.get(step, "") if is_known and row[step] else ""
    end = max(float(row[step]) + starts[step], 0) if is_known else 0
    place = {"xref": x, "yref": y, "x": end, "y": STEPS.index(step), "xanchor": "left", "xshift": 4}
    said = base.linked(sign + fmt.amount(row[step]), row.get("source"))
    made.add_annotation(**place, text=said, font={"size": theme.SIZES["small"]})


def _links(made: Figure, row: Row, starts: Mapping[str, float], x: str, y: str) -> None:
    """Thin lines from the end of each step to the start of the next."""
    line = {"type": "line", "xref": x, "yref": y, "layer": "below", "line": {"color": theme.FAINT, "width": theme.LINE}}
    ends = (float(row["opening"]), float(row["to_resolve"]), starts["resolved"])
    for step, end in enumerate(ends):
        made.add_shape(**line, x0=end, x1=end, y0=step, y1=step + 1)


def said(row: Row) -> list[str]:
    lines = [text.STEPS_SAID.format(**{step: fmt.amount(row[step]) for step in STEPS})]
    if not fmt.is_unknown(row["resolution_rate"]):
        lines.append(text.RESOLVED_OF.format(count=fmt.of(row["resolved"], row["to_resolve"])))
    if not fmt.is_unknown(row["carried_over_resolved"]):
        carried_over = row.get("carried_over", row["opening"])  # of a province: of the offices that report it apart
        if row["carried_over_resolved"] <= carried_over:
            lines.append(text.CARRIED.format(count=fmt.of(row["carried_over_resolved"], carried_over)))
    if not fmt.is_unknown(row["imbalance"]) and row["imbalance"]:
        lines.append(text.IMBALANCE.format(amount=fmt.change(row["imbalance"])))
    return lines
