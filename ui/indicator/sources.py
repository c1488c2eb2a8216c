"""The figures that were added up in one indicator, and the cells they came from."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from common import periods
from ui.kit import components, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import column
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import indicator as text

Row = Mapping[str, Any]
PLACE = ("unit_code", "data_element_code", "quarter")
SENT = ("file", "sheet", "cell", "version", "is_estimate")
SOURCES = [
    column("unit_short_name"),
    column("part", head=text.SOURCES_COLUMNS["part"]),
    column("data_element_name", head=text.SOURCES_COLUMNS["data_element_name"]),
    column("quarter", lambda each: periods.ROMAN[int(each)]),
    column("value", fmt.amount, head=text.SOURCES_COLUMNS["value"], is_number=True),
    column("ytd_value", fmt.amount, head=text.SOURCES_COLUMNS["ytd_value"], is_number=True),
    column("is_counted", fmt.yes_no, head=text.SOURCES_COLUMNS["is_counted"]),
    column("file", head=text.SOURCES_COLUMNS["file"]),
    column("sheet", head=text.SOURCES_COLUMNS["sheet"]),
    column("cell", head=text.SOURCES_COLUMNS["cell"]),
    column("version", fmt.amount, is_number=True),
]


def show(view: View, indicator: str, terms: pd.DataFrame, units: pd.DataFrame, quarter: Quarter, facts: str) -> None:
    """The figures of the year through `quarter`; `terms`: rows of ``mart.indicator_term``, `units` of ``mart.unit``."""
    where = {"data_element_code": list(terms["data_element_code"]), "unit_code": list(units["unit_code"])}
    in_year = {"year": quarter.year, "quarter": ("<=", quarter.number)}
    of_indicator = {"indicator_code": indicator, "unit_code": list(units["unit_code"]), **quarter.where}

    def named() -> pd.DataFrame:
        figures = queries.rows(view.data, "mart.figure", columns=[*PLACE, *SENT], where=where | in_year)
        return _named(queries.rows(view.data, "mart.indicator_figure", where=of_indicator), figures, terms, units)

    frame = view.once(named)
    with st.container(horizontal=True, vertical_alignment="center", key="sources_head"):
        components.heading(text.SOURCES, text.SOURCES_HELP)
        tables.tools(view, frame, SOURCES, name="sources", title=text.SOURCES, facts=facts, is_figure=False)
    tables.table(view, frame, SOURCES, most=320)
    st.html(view.once(lambda: _listed(view, queries.records(frame))))


def _listed(view: View, rows: Sequence[Row]) -> str:
    """The same for a narrow screen, where the table would be pushed sideways: what each office sent, quarter by quarter."""
    blocks = ""
    for unit, of_unit in groupby(rows, lambda row: row["unit_short_name"]):
        lines = ""
        for (part, name), quarters in groupby(of_unit, lambda row: (row["part"], row["data_element_name"])):
            sent = list(quarters)
            said = escape(" · ".join(map(_quarter, sent)))
            address = trace_links.of(view, sent[-1])  # leads to the cells of them all
            led = f'<a href="{escape(address)}" target="_self">{said}</a>' if address else said
            lines += f"<p>{escape(part)}, {escape(name)}: {led}</p>"
        blocks += f'<li><div class="who"><b>{escape(unit)}</b></div>{lines}</li>'
    return f'<ol class="narrow">{blocks}</ol>'


def _quarter(row: Row) -> str:
    said = f"{periods.ROMAN[int(row['quarter'])]} {fmt.amount(row['value'])}"
    return said if row["is_counted"] else f"{said} ({text.NOT_COUNTED})"


def _named(counted: Iterable[Row], figures: Iterable[Row], terms: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``mart.indicator_figure`` with their places, the unit's name and the part's, as units, terms and quarters are ordered."""
    places = {tuple(each[key] for key in PLACE): each for each in figures}
    parts = {(each["part"], each["data_element_code"]): each for each in queries.records(terms)}
    named = {each["unit_code"]: each for each in queries.records(units)}
    rows = []
    for each in counted:
        row = {**each, "quarter": each["figure_quarter"]}
        place, part, unit = (
            places.get(tuple(row[key] for key in PLACE)), parts.get((row["part"], row["data_element_code"])), named.get(row["unit_code"])
        )  # fmt: skip
        if place and part and unit:
            order = (unit["list_order"], list(text.PARTS).index(row["part"]), part["term_order"], row["quarter"])
            said = {
                "unit_short_name": unit["unit_short_name"],
                "part": text.PARTS[row["part"]],
                "data_element_name": part["data_element_name"],
            }
            rows.append((order, {**row, **place, **said}))
    return pd.DataFrame([row for _, row in sorted(rows, key=lambda each: each[0])])
