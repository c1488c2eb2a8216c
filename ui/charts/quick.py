"""A plain chart of somebody's own query: level bars or one line, in ink alone, for it knows no meaning."""

from datetime import date
from numbers import Integral

import pandas as pd

from ui.charts import base
from ui.charts.figure import Figure
from ui.kit import theme

MOST = {"bar": 40, "line": 2000}  # more bars cannot be told apart on a page; more points draw no other line


def quick(frame: pd.DataFrame, kind: str, x: str, y: str) -> Figure:
    """`frame`: a row a point with label (what x says), at (x as the axis takes it), value and written (value as text).

    `kind` is ``bar`` or ``line``; `x` and `y` name the axes.
    """
    hovers = [
        base.hover(label, [f"{y}: {written}"]) for label, written in zip(frame["label"], frame["written"], strict=True)
    ]
    return _bars(frame, hovers, y) if kind == "bar" else _line(frame, hovers, x, y)


def _bars(frame: pd.DataFrame, hovers: list[str], y: str) -> Figure:
    made = Figure(theme.ROW * len(frame) + 44, margin={"l": 8, "r": 70, "t": 30, "b": 8})
    made.add_bar(
        x=frame["value"].tolist(),
        y=list(range(len(frame))),
        orientation="h",
        marker={"color": theme.FAINT},
        text=frame["written"].tolist(),
        textposition="outside",
        textfont={"size": theme.SIZES["small"], "color": theme.INK},
        cliponaxis=False,
        hovertext=hovers,
        hoverinfo="text",
    )
    for place, (value, written) in enumerate(zip(frame["value"], frame["written"], strict=True)):
        if pd.isna(value):
            made.add_annotation(x=0, y=place, text=written, xanchor="left", font={"color": theme.QUIET})
    base.place(made, frame["label"].tolist(), width=44)
    made.update_xaxis(
        side="top", showticklabels=False, title={"text": base.wrapped(y, 80)}, zeroline=True, zerolinecolor=theme.FAINT
    )
    return made


def _line(frame: pd.DataFrame, hovers: list[str], x: str, y: str) -> Figure:
    made = Figure(340, margin={"l": 8, "r": 60, "t": 30, "b": 8})
    made.add_scatter(
        x=frame["at"].tolist(),
        y=frame["value"].tolist(),
        mode="lines+markers" if len(frame) <= 60 else "lines",
        line={"color": theme.INK, "width": 1.5},
        marker={"size": 6, "color": theme.INK},
        hovertext=hovers,
        hoverinfo="text",
    )
    known = frame[frame["value"].notna()]
    if len(known):
        last = known.iloc[-1]
        made.add_annotation(x=last["at"], y=last["value"], text=last["written"], xanchor="left", xshift=8)
    named = isinstance(frame["at"].iloc[0], str)
    # A handful of names stand under their points; of many, plotly shows as many as find room, level.
    made.update_xaxis(type="category" if named else None, tickangle=0, tickformat=_format(frame["at"].iloc[0]), nticks=12)
    made.update_xaxis(title={"text": base.wrapped(x, 80)}, showline=True)
    made.update_yaxis(showgrid=True, nticks=6, rangemode="normal")
    made.add_annotation(
        x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", yshift=8,
        text=base.wrapped(y, 80), font={"size": theme.SIZES["small"], "color": theme.QUIET},
    )  # fmt: skip
    return made


def _format(first: object) -> str | None:
    if isinstance(first, date):
        return "%d/%m/%Y"
    return "d" if isinstance(first, Integral) else None  # years and quarters
