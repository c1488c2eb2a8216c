"""The stock of each unit, from the year's start to the quarter's end, with what came and what went beside it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui.charts import base
from ui.charts.figure import Figure
from ui.kit import format as fmt
from ui.kit import theme
from ui.kit.frames import records
from ui.text import caseflow as text

ROW = 31  # px
HEAD = 26
LEAST = 10  # cases on the axis: one case more shall not look like a leap
PLOT = 0.5  # share of the width that the stocks take; the columns of numbers stand to the right of it
COLUMNS = (0.57, 0.64, 0.715, 0.845, 1.0)


def stock(frame: pd.DataFrame, chosen: str | None = None) -> Figure:
    """Rows of ``mart.caseflow`` of one flow and quarter, in the order in which they shall stand.

    A hollow dot is the year's opening stock, a full one what is left; a thick line says that it grew. `chosen`: the
    code of a unit to set off. A unit with unknown parts shows what is known and says what is missing. Numbers lead to the
    address in ``source``, where there is one.
    """
    rows = records(frame)
    made = Figure(HEAD + ROW * len(rows) + 8, margin={"l": 8, "r": 8, "t": HEAD, "b": 6})
    known = [float(row[part]) for row in rows for part in ("opening", "closing") if not fmt.is_unknown(row[part])]
    most = max([*known, LEAST])
    for at, row in enumerate(rows):
        _line(made, row, at)
        _numbers(made, row, at, most)
    _heads(made)
    made.add_scatter(
        x=[0.0 if fmt.is_unknown(row["opening"]) else row["opening"] for row in rows],
        y=list(range(len(rows))),
        mode="markers",
        marker={"size": 11, "color": theme.PAPER, "line": {"color": [_edge(row["opening"]) for row in rows], "width": 1.5}},
        hovertext=[base.hover(str(row["unit_name"]), said(row)) for row in rows],
        hoverinfo="text",
    )
    left = [(at, row) for at, row in enumerate(rows) if not fmt.is_unknown(row["closing"])]
    made.add_scatter(
        x=[row["closing"] for _, row in left],
        y=[at for at, _ in left],
        mode="markers",
        marker={"size": 11, "color": theme.INK},
        hovertext=[base.hover(str(row["unit_name"]), said(row)) for _, row in left],
        hoverinfo="text",
    )
    marked = next((at for at, row in enumerate(rows) if row["unit_code"] == chosen), None)
    base.place(made, [str(row["unit_short_name"]) for row in rows], marked=marked)
    made.update_xaxis(domain=[0, PLOT], range=[-0.09 * most, 1.09 * most], visible=False)
    return made


def _edge(opening: Any) -> str:
    """An opening stock that nobody knows has no dot, only a place to hover."""
    return "rgba(0,0,0,0)" if fmt.is_unknown(opening) else theme.INK


def _line(made: Figure, row: Mapping[str, Any], at: int) -> None:
    """The way from the opening to what is left."""
    made.add_shape(
        type="line", xref="paper", x0=0, x1=1, y0=at + 0.5, y1=at + 0.5, line={"color": theme.RULE, "width": theme.LINE}, layer="below"
    )
    if fmt.is_unknown(row["opening"]) or fmt.is_unknown(row["closing"]):
        return
    grew = row["closing"] > row["opening"]
    made.add_shape(
        type="line", x0=row["opening"], x1=row["closing"], y0=at, y1=at, layer="below",
        line={"color": theme.INK if grew else theme.FAINT, "width": 4 if grew else 1.5},
    )  # fmt: skip


def _numbers(made: Figure, row: Mapping[str, Any], at: int, most: float) -> None:
    """The numbers at the dots, outside of the line between them, and the columns to the right."""
    opening, closing = row["opening"], row["closing"]
    ends = [("opening", opening), ("closing", closing)]
    grew = not fmt.is_unknown(opening) and not fmt.is_unknown(closing) and closing >= opening
    for part, value in ends:
        if fmt.is_unknown(value) or (part == "opening" and opening == closing):
            continue
        right = (part == "closing") == grew
        colour = theme.INK if part == "closing" else theme.QUIET
        said = base.linked(fmt.amount(value), row.get("source"), colour=colour)
        made.add_annotation(
            x=value, y=at, text=said, xanchor="left" if right else "right", xshift=9 if right else -9,
            font={"size": theme.SIZES["small"], "color": colour},
        )  # fmt: skip
    for x, words in zip(COLUMNS, _cells(row), strict=True):
        made.add_annotation(
            xref="paper", x=x, y=at, text=words, xanchor="right", font={"size": theme.SIZES["small"] + 1}
        )


def _cells(row: Mapping[str, Any]) -> list[str]:
    """Change, received, resolved, rate of resolution, carried-over cases gone."""
    if not row["is_known"]:
        return ["", "", "", text.INCOMPLETE if row["is_reported"] else text.NOT_REPORTED, ""]
    if not (row["to_resolve"] or row["closing"]):
        return ["", "", "", text.NOTHING, ""]
    change = fmt.change(row["stock_change"]) if row["stock_change"] else "0"
    return [
        f"<b>{change}</b>" if row["stock_change"] > 0 else change,
        fmt.amount(row["received"]),
        fmt.amount(row["resolved"]),
        _rate(row["resolution_percent"], row["resolved"], row["to_resolve"]),
        _rate(row["carried_over_resolved_percent"], row["carried_over_resolved"], row["opening"]),
    ]


def _rate(percent: Any, part: Any, whole: Any) -> str:
    return fmt.percent(percent) if fmt.is_unknown(percent) else text.RATE_OF.format(rate=fmt.percent(percent), counted=fmt.of(part, whole))


def _heads(made: Figure) -> None:
    heads = (text.COLUMN_CHANGE, text.COLUMN_RECEIVED, text.COLUMN_RESOLVED, text.COLUMN_RATE, text.COLUMN_CARRIED)
    for x, words in zip(COLUMNS, heads, strict=True):
        made.add_annotation(
            xref="paper", yref="paper", x=x, y=1, text=words, xanchor="right", yanchor="bottom",
            font={"size": theme.SIZES["small"], "color": theme.QUIET},
        )  # fmt: skip


def said(row: Mapping[str, Any]) -> list[str]:
    """What a row says in words: stock and flow, rates, and both numbers where the books do not balance."""
    amounts = {part: fmt.amount(row[part]) for part in ("opening", "received", "resolved", "closing")}
    if not row["is_known"]:
        known = [] if fmt.is_unknown(row["opening"]) else [text.HOVER_OPENING.format(**amounts, unit=row["unit_of_measure"])]
        return [*known, text.HOVER_UNKNOWN]
    lines = [text.HOVER_STOCK.format(**amounts, unit=row["unit_of_measure"])]
    if not fmt.is_unknown(row["resolution_percent"]):
        counted = fmt.of(row["resolved"], row["to_resolve"])
        lines.append(text.HOVER_RATE.format(counted=counted, rate=fmt.percent(row["resolution_percent"])))
    if not fmt.is_unknown(row["carried_over_resolved_percent"]):
        counted = fmt.of(row["carried_over_resolved"], row["opening"])
        lines.append(text.HOVER_CARRIED.format(counted=counted, rate=fmt.percent(row["carried_over_resolved_percent"])))
    if row["imbalance"]:
        lines.append(unbalanced(row))
    return lines


def unbalanced(row: Mapping[str, Any]) -> str:
    """Opening, received and resolved against what was reported as left."""
    amounts = {part: fmt.amount(row[part]) for part in ("opening", "received", "resolved", "closing")}
    gap = fmt.change(row["imbalance"])
    return text.UNBALANCED_SAID.format(**amounts, computed=fmt.amount(row["computed_closing"]), gap=gap, unit=row["unit_of_measure"])
