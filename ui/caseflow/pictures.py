"""One line of cases in pictures: all units, how its stock came to what it is, and what was left quarter after quarter."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from common import periods
from ui import charts
from ui.charts import narrow
from ui.kit import estimates, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import STOCKS, YEAR, Column, column
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import caseflow as text
from ui.text import common

Row = Mapping[str, Any]

OF_UNITS = [
    Column("unit_short_name", common.COLUMNS["unit_short_name"], write_row=estimates.marked("unit_short_name")),
    Column("unit_of_measure", text.UNIT_OF_MEASURE),
    *STOCKS,
]
OF_QUARTERS = [
    YEAR,
    column("quarter", lambda number: periods.ROMAN[int(number)]),
    Column("unit_of_measure", text.UNIT_OF_MEASURE),
    *STOCKS,
]


def units(view: View, rows: pd.DataFrame, quarter: Quarter, total: Row, chosen: str | None) -> None:
    """All units of one flow."""
    title = text.UNITS.format(quarter=quarter.inside)
    tables.chart(
        view,
        charts.stock(trace_links.with_source(view, rows), chosen),
        rows,
        OF_UNITS,
        name="stock",
        title=f"{total['flow_name']}: {title}",
        alt=text.UNITS_ALT.format(
            units=fmt.number(len(rows)),
            flow=total["flow_name"],
            quarter=quarter.inside,
            growing=fmt.number(total["units_growing"]),
            shrinking=fmt.number(total["units_shrinking"]),
        ),
        facts=quarter.name,
        narrow=narrow.stocks(trace_links.with_source(view, rows), chosen),
        heading=(title, estimates.beside(text.UNITS_HELP.format(unit=total["unit_of_measure"]), rows)),
    )


def waterfall(view: View, rows: pd.DataFrame, quarter: Quarter, place: str) -> None:
    """How the stock of one flow came to what it is: the one row of `rows`."""
    row = queries.records(rows)[0]
    amounts = {part: fmt.amount(row[part]) for part in ("opening", "received", "resolved", "closing")}
    estimated = common.ESTIMATE if row.get("is_estimate") is True else None
    said = [text.WATERFALL_HELP, row.get("stock_change_note"), estimated]
    tables.chart(
        view,
        charts.waterfall(trace_links.with_source(view, rows), across=1, is_named=False),
        rows,
        [Column("flow_name", text.FLOW), Column("unit_of_measure", text.UNIT_OF_MEASURE), *STOCKS],
        name="waterfall",
        title=text.PLACE.format(flow=row["flow_name"], place=place),
        alt=text.HOVER_STOCK.format(**amounts, unit=row["unit_of_measure"] or ""),
        facts=quarter.name,
        heading=(text.WATERFALL, " · ".join(str(each) for each in said if not fmt.is_unknown(each))),
    )


def quarters(view: View, rows: pd.DataFrame, flow_name: str, place: str) -> None:
    """What was left at the end of each quarter, of the province or of a unit."""
    tables.chart(
        view,
        charts.stock_trend(rows),
        rows,
        OF_QUARTERS,
        name="quarters",
        title=f"{flow_name}: {text.QUARTERS}",
        alt=text.QUARTERS_ALT.format(place=place, flow=flow_name),
        facts=place,
        heading=(text.QUARTERS, text.QUARTERS_HELP),
    )
