"""Who has reported: every unit in every quarter, and where the units lie."""

import pandas as pd

from ui import charts
from ui.charts import narrow
from ui.kit import format as fmt
from ui.kit import queries, report_states, tables
from ui.kit.columns import REPORTS
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import reporting as text

ROW = 40  # px; two lines with room above and below
IN_PICTURE = (780, 58)  # px; the rows of a picture share what a projector has room for, but none is higher than this
TILE = {False: 80, True: 112}


def show(view: View, sent: pd.DataFrame, record: pd.DataFrame, units: pd.DataFrame, quarter: Quarter) -> None:
    """`sent`: of ``report_states.read``; `record`: of ``mart.reporting_record``; `units`: of ``mart.unit``, in their order."""
    words, codes = report_states.statuses(view), list(units["unit_code"])
    row = min(IN_PICTURE[1], IN_PICTURE[0] // max(sent["unit_code"].nunique(), 1)) if view.presenting else ROW
    tables.chart(
        view,
        charts.reporting(sent, record, codes, words, (quarter.year, quarter.number), row),
        sent,
        REPORTS,
        name="reports",
        title=text.MATRIX,
        alt=text.MATRIX_ALT.format(units=fmt.number(len(codes))),
        facts=quarter.name,
        heading=(text.MATRIX, ""),
        narrow=narrow.reporting(sent, record, codes, words, (quarter.year, quarter.number)),
    )


def on_map(view: View, now: pd.DataFrame, units: pd.DataFrame, quarter: Quarter) -> None:
    """The reports of one quarter where the units lie; nothing when no unit has a place."""
    places = units[["unit_code", "tile_row", "tile_col"]]
    placed = view.once(lambda: now.merge(places, on="unit_code").assign(status=lambda each: each["state"]))
    if placed["tile_row"].isna().all():
        return
    said = view.once(lambda: "; ".join(text.MAP_STATE.format(unit=r["unit_short_name"], label=r["label"]) for r in queries.records(now)))
    tables.chart(
        view,
        charts.tile_map(placed, report_states.statuses(view), tile=TILE[view.presenting]),
        placed,
        REPORTS,
        name="map",
        title=text.MAP_TITLE,
        alt=text.MAP_ALT.format(states=said),
        facts=quarter.name,
        heading=(text.MAP, quarter.inside),
    )
