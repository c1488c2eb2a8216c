"""The province as tiles, one for each unit, placed roughly as on the map."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from ui import theme
from ui.charts import base
from ui.theme import Status

TILE = 74  # px


def tile_map(frame: pd.DataFrame, statuses: Mapping[str, Status], tile: int = TILE) -> go.Figure:
    """One tile a row of `frame`: unit_short_name, tile_row, tile_col (1 is top and left), status, label, hover.

    `label` is what stands under the name (such as a value already written out), `hover` a finished hover text. Units
    without a place on the map are left out.
    """
    placed = frame[frame["tile_row"].notna() & frame["tile_col"].notna()]
    rows, columns = placed["tile_row"].astype(int), placed["tile_col"].astype(int)
    height = int(tile * (rows.max() - rows.min() + 1)) if len(placed) else tile
    made = base.figure(height, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    half = 0.48
    for row, column, status in zip(rows, columns, placed["status"], strict=True):
        made.add_shape(
            type="rect",
            x0=column - half,
            x1=column + half,
            y0=row - half,
            y1=row + half,
            fillcolor=statuses[status].colour,
            line={"color": theme.RULE, "width": theme.LINE},
            layer="below",
        )
    words = [
        f"{'<br>'.join(str(name).split(' ', 1) if len(str(name)) > 9 else [str(name)])}<br>{statuses[status].glyph} {label}"
        for name, status, label in zip(placed["unit_short_name"], placed["status"], placed["label"], strict=True)
    ]
    made.add_scatter(
        x=columns.tolist(),
        y=rows.tolist(),
        mode="text",
        text=words,
        textfont={"size": theme.SIZES["small"], "color": [statuses[status].text_colour for status in placed["status"]]},
        hovertext=placed["hover"].tolist(),
        hoverinfo="text",
        customdata=placed["unit_code"].tolist(),
    )
    made.update_xaxes(visible=False, range=[columns.min() - 0.5, columns.max() + 0.5] if len(placed) else None)
    made.update_yaxes(visible=False, range=[rows.max() + 0.5, rows.min() - 0.5] if len(placed) else None, scaleanchor="x")
    return made
