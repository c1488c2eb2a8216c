"""Who has reported: units down, quarters across, one cell with glyph and word for each report, and the year's record."""

from collections.abc import Mapping, Sequence

import pandas as pd

from common import periods
from ui.charts import base
from ui.charts.figure import Figure
from ui.kit import format as fmt
from ui.kit import theme
from ui.kit.theme import Status
from ui.text import reporting as text

GAP = 0.04
SECOND = 11  # px; the line under the state
DROP = 0.03  # rows; two lines of unlike size would stand too high


def reporting(
    frame: pd.DataFrame,
    record: pd.DataFrame,
    units: Sequence[str],
    statuses: Mapping[str, Status],
    chosen: tuple[int, int],
    row: int = 36,
) -> Figure:
    """One cell a row of `frame` (``ui.kit.report_states.read``: unit_code, unit_short_name, year, quarter, state, label,
    briefly, hover).

    `record`: rows of ``mart.reporting_record`` of the chosen year, written at the right. `units`: codes from top to
    bottom; those without a row are left out. `chosen`: the year and quarter whose head is set in ink. `row`: px.
    """
    present = set(frame["unit_code"])
    place = {code: index for index, code in enumerate(code for code in units if code in present)}
    names = dict(zip(frame["unit_code"], frame["unit_short_name"], strict=True))
    quarters = sorted({(int(y), int(q)) for y, q in zip(frame["year"], frame["quarter"], strict=True)})
    across = {quarter: index for index, quarter in enumerate(quarters)}
    made = Figure(row * len(place) + 40, margin={"l": 8, "r": 8, "t": 34, "b": 4})
    x = [across[int(y), int(q)] for y, q in zip(frame["year"], frame["quarter"], strict=True)]
    y = [place[code] for code in frame["unit_code"]]
    for column, line, state in zip(x, y, frame["state"], strict=True):
        made.add_shape(
            type="rect",
            x0=column - 0.5 + GAP / 2,
            x1=column + 0.5 - GAP / 2,
            y0=line - 0.46,
            y1=line + 0.46,
            fillcolor=statuses[state].colour,
            line={"color": theme.RULE, "width": theme.LINE},
            layer="below",
        )
    made.add_scatter(
        x=x,
        y=[line + DROP if marks else line for line, marks in zip(y, frame["briefly"], strict=True)],
        mode="text",
        text=[
            f"{statuses[state].glyph} {label}" + (f'<br><span style="font-size:{SECOND}px">{marks}</span>' if marks else "")
            for state, label, marks in zip(frame["state"], frame["label"], frame["briefly"], strict=True)
        ],
        textfont={"size": theme.SIZES["body"], "color": [statuses[state].text_colour for state in frame["state"]]},
        hovertext=frame["hover"].tolist(),
        hoverinfo="text",
        customdata=frame["unit_code"].tolist(),
    )
    idle = statuses["not_expected"]
    there = set(zip(x, y, strict=True))
    closed = [(column, line) for column in across.values() for line in place.values() if (column, line) not in there]
    made.add_scatter(
        x=[column for column, _ in closed],
        y=[line for _, line in closed],
        mode="text",
        text=[idle.glyph] * len(closed),
        textfont={"color": idle.text_colour},
        hovertext=[base.hover(idle.name, [idle.description])] * len(closed),
        hoverinfo="text",
    )
    known = record[record["unit_code"].isin(list(place))]
    made.add_scatter(
        x=[len(quarters) - 0.4] * len(known),
        y=[place[code] for code in known["unit_code"]],
        mode="text",
        textposition="middle right",
        text=[
            text.ON_TIME_OF.format(on_time=fmt.number(on_time), timed=fmt.number(timed)) if timed else text.UNTIMED
            for on_time, timed in zip(known["reports_on_time"], known["reports_timed"], strict=True)
        ],
        textfont={"color": theme.INK},
        hoverinfo="skip",
    )
    heads = [f"<b>{periods.quarter_short(*quarter)}</b>" if quarter == chosen else periods.quarter_short(*quarter) for quarter in quarters]
    made.update_xaxis(
        side="top",
        tickmode="array",
        tickvals=[*range(len(quarters)), len(quarters)],
        ticktext=[*heads, text.YEAR_HEAD.format(year=chosen[0])],
        tickfont={"size": theme.SIZES["body"], "color": theme.INK},
        range=[-0.5, len(quarters) + 0.5],
    )
    base.place(made, [names[code] for code in place])
    return made
