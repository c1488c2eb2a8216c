"""One indicator's quarters as small multiples: a panel a unit, this year against last year and the target."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from common import periods
from ui.charts import base
from ui.charts.figure import Figure
from ui.kit import format as fmt
from ui.kit import theme
from ui.kit.frames import records
from ui.kit.theme import Status

PANEL = 94  # px
TITLE = 24
GAP = 0.022  # of the width, between panels
MOST_COLUMNS = 6  # with more, a long name and its result meet in the usual size


def multiples(frame: pd.DataFrame, year: int, statuses: Mapping[str, Status], columns: int = 5, panel: int = PANEL) -> Figure:
    """Panels in the order of `frame`, on one scale; `frame` has judged rows of one indicator and measure, two years.

    Ink with a dot in its status colour: the quarters of `year`; faint: the year before; dashed: the target. A quarter
    without a value leaves a gap. `href`, where there is one, is a unit's address.
    """
    units = list(dict.fromkeys(frame["unit_code"]))
    lines = -(-len(units) // columns)
    made = Figure(panel * lines + TITLE, margin={"l": 8, "r": 4, "t": TITLE, "b": 4}, hovermode="closest")
    every = records(frame)
    size = theme.SIZES["small"] - (columns > MOST_COLUMNS)
    scale = _scale(frame)
    gap = TITLE * 1.15 / (panel * lines)
    for index, unit in enumerate(units):
        line, column = divmod(index, columns)
        axes = _quarters(is_labelled=index + columns >= len(units)), scale | {"showticklabels": column == 0}
        x, y = made.add_panel(_part(column, columns, GAP), _part(lines - 1 - line, lines, gap), *axes)
        rows = [each for each in every if each["unit_code"] == unit]
        _panel(made, sorted(rows, key=lambda each: each["quarter"]), year, statuses, {"xaxis": x, "yaxis": y}, size)
    return made


def _part(index: int, count: int, gap: float) -> list[float]:
    """From where to where the part `index` of `count` goes, `gap` apart."""
    wide = (1 - gap * (count - 1)) / count
    return [index * (wide + gap), min(index * (wide + gap) + wide, 1)]


def _panel(
    made: Figure,
    rows: Sequence[Mapping[str, Any]],
    year: int,
    statuses: Mapping[str, Status],
    place: Mapping[str, str],
    small: int,
) -> None:
    before = [each for each in rows if each["year"] == year - 1]
    now = [each for each in rows if each["year"] == year]
    thin = {"mode": "lines", "hoverinfo": "skip"}
    made.add_scatter(**_points(before, "value"), **thin, name="before", line={"color": theme.FAINT, "width": 1.5}, **place)
    made.add_scatter(
        **_points(now, "target"), **thin, name="target",
        line={"color": theme.QUIET, "width": theme.LINE, "dash": "3px,3px"}, **place,
    )  # fmt: skip
    made.add_scatter(
        **_points(now, "value"), mode="lines+markers", name="now", line={"color": theme.INK, "width": 1.5},
        marker={
            "size": 8,
            "color": base.colours((each["status"] for each in now), statuses),
            "line": {"color": theme.INK, "width": theme.LINE},
        },
        hovertext=[
            base.hover(f"{each['unit_name']} · {periods.quarter_head(each['year'], each['quarter'])}", base.judged(each, statuses))
            for each in now
        ],
        hoverinfo="text", cliponaxis=False, **place,
    )  # fmt: skip
    last = now[-1] if now else rows[-1]
    named = {"xref": f"{place['xaxis']} domain", "yref": f"{place['yaxis']} domain"}
    words = base.linked(str(last["unit_short_name"]), last.get("href"))
    made.add_annotation(x=0, y=1, text=words, xanchor="left", yanchor="bottom", borderpad=0, **named, font={"size": small})
    status = statuses[last["status"]]
    value = fmt.result(last)
    made.add_annotation(
        x=1, y=1, text=f"{status.glyph} {value}", xanchor="right", yanchor="bottom", borderpad=0, **named,
        font={"size": small, "color": theme.QUIET},
    )  # fmt: skip


def _points(rows: Sequence[Mapping[str, Any]], key: str) -> dict[str, list[Any]]:
    return {
        "x": [int(each["quarter"]) for each in rows],
        "y": [None if fmt.is_unknown(each[key]) else float(each[key]) for each in rows],
    }


def _scale(frame: pd.DataFrame) -> dict[str, Any]:
    """One for all panels, numbers on it at the left."""
    known = [float(value) for key in ("value", "target") for value in frame[key] if not fmt.is_unknown(value)]
    low, high = min([*known, 0.0 if _counted(frame) else 100.0]), max([*known, 1.0])
    pad = 0.1 * (high - low)
    steps = {"tick0": 0, "dtick": 1} if _counted(frame) and high <= 3 else {"nticks": 3}
    return {
        "range": [low - pad, high + pad], **steps, "ticksuffix": "" if _counted(frame) else "%", "showgrid": True,
        "tickfont": {"size": 11, "color": theme.QUIET},
    }  # fmt: skip


def _quarters(is_labelled: bool) -> dict[str, Any]:
    """Quarters under the lowest panel of each column."""
    return {
        "range": [0.7, 4.3], "tickmode": "array", "tickvals": list(periods.ROMAN), "ticktext": list(periods.ROMAN.values()),
        "showticklabels": is_labelled, "tickfont": {"size": 11, "color": theme.QUIET}, "showline": True, "linecolor": theme.RULE,
    }  # fmt: skip


def _counted(frame: pd.DataFrame) -> bool:
    return bool((frame["measure"] == "count").any())
