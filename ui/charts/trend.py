"""One indicator's quarters of one unit, against last year and the target: a small line chart."""

from collections.abc import Mapping

import pandas as pd

from common import periods
from ui.charts import base
from ui.charts.figure import Figure
from ui.kit import format as fmt
from ui.kit import theme
from ui.kit.frames import records
from ui.kit.theme import Status


def trend(frame: pd.DataFrame, statuses: Mapping[str, Status], height: int = 150) -> Figure:
    """Quarters from left to right; `frame` has rows of ``mart.attainment`` of one unit, indicator and year.

    Ink: this year, one dot a quarter in its status colour, the last one labelled. Faint: the same quarters of the
    year before (``previous_value``). Thin rule: the target. A quarter without a value leaves a gap.
    """
    rows = frame.sort_values("quarter")
    made = Figure(height, margin={"l": 8, "r": 44, "t": 14, "b": 8})
    quarters = [periods.ROMAN[int(quarter)] for quarter in rows["quarter"]]
    target = rows["target"].dropna()
    if len(target):
        made.add_hline(y=float(target.iloc[-1]), line={"color": theme.QUIET, "width": theme.LINE, "dash": "3px,3px"})
    made.add_scatter(
        x=quarters,
        y=rows["previous_value"].tolist(),
        mode="lines",
        line={"color": theme.FAINT, "width": 1.5},
        hoverinfo="skip",
    )
    listed = records(rows)
    made.add_scatter(
        x=quarters,
        y=rows["value"].tolist(),
        mode="lines+markers",
        line={"color": theme.INK, "width": 1.5},
        marker={
            "size": 9,
            "color": base.colours(rows["status"], statuses),
            "line": {"color": theme.INK, "width": theme.LINE},
        },
        hovertext=[base.hover(periods.quarter_head(row["year"], row["quarter"]), base.judged(row, statuses)) for row in listed],
        hoverinfo="text",
    )
    known = [row for row in listed if not fmt.is_unknown(row["value"])]
    if known:
        last = known[-1]
        made.add_annotation(
            x=periods.ROMAN[int(last["quarter"])],
            y=last["value"],
            text=fmt.result(last),
            xanchor="left",
            xshift=9,
        )
    made.update_xaxis(type="category", categoryorder="array", categoryarray=list(periods.ROMAN.values()), range=[-0.3, 3.3])
    made.update_yaxis(visible=False)
    return made
