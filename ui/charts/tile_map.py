"""The province as tiles, one for each unit, placed roughly as on the map."""

from collections.abc import Mapping

import pandas as pd

from ui.charts import base
from ui.charts.figure import Figure
from ui.kit import theme
from ui.kit.theme import Status

TILE = 74  # px
HALF = 0.475  # of a tile; the rest is the gap


def tile_map(frame: pd.DataFrame, statuses: Mapping[str, Status], tile: int = TILE) -> Figure:
    """One tile a row of `frame`: unit_short_name, tile_row, tile_col (1 is top and left), status, label, hover.

    `label` is what stands under the name (such as a value already written out), `hover` a finished hover text, `href`,
    where there is one, the address that the name leads to. Tiles are `tile` px high and share the width they are given.
    Units without a place on the map are left out.
    """
    placed = frame[frame["tile_row"].notna() & frame["tile_col"].notna()]
    # Where offices closed, whole rows of the map may stand empty: the others move together.
    rows, columns = (placed[key].rank(method="dense").astype(int) for key in ("tile_row", "tile_col"))
    height = int(tile * rows.max()) if len(placed) else tile
    made = Figure(height, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    for row, column, status in zip(rows, columns, placed["status"], strict=True):
        made.add_shape(
            type="rect",
            x0=column - HALF,
            x1=column + HALF,
            y0=row - HALF,
            y1=row + HALF,
            fillcolor=statuses[status].colour,
            # What was not judged is told from what was by its edge too.
            line={"color": theme.FAINT, "width": theme.LINE, "dash": "solid" if statuses[status].is_judged else "dot"},
            layer="below",
        )
    hrefs = placed["href"] if "href" in placed else [None] * len(placed)
    listed = zip(rows, columns, placed["unit_short_name"], hrefs, placed["status"], placed["label"], strict=True)
    for row, column, name, href, code, label in listed:
        status = statuses[code]
        made.add_annotation(
            x=column,
            y=row,
            text=f"<b>{base.linked(str(name), href, 14, status.text_colour)}</b><br>{status.glyph} {label}",
            font={"size": theme.SIZES["small"], "color": status.text_colour},
        )
    # A text that is written above the plot takes clicks; the hover stays with points that nobody sees.
    made.add_scatter(
        x=columns.tolist(),
        y=rows.tolist(),
        mode="markers",
        marker={"size": tile // 2, "opacity": 0},
        hovertext=placed["hover"].tolist(),
        hoverinfo="text",
        customdata=placed["unit_code"].tolist(),
    )
    made.update_xaxis(visible=False, range=[columns.min() - 0.5, columns.max() + 0.5] if len(placed) else None)
    made.update_yaxis(visible=False, range=[rows.max() + 0.5, rows.min() - 0.5] if len(placed) else None)
    return made
