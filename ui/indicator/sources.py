"""The figures that were added up in one indicator, and the cells they came from."""

import pandas as pd
import streamlit as st

from common import periods
from ui.kit import components, queries, tables
from ui.kit import format as fmt
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import indicator as text

SOURCES = [
    tables.column("unit_short_name"),
    tables.column("part", head=text.SOURCES_COLUMNS["part"]),
    tables.column("data_element_name", head=text.SOURCES_COLUMNS["data_element_name"]),
    tables.column("quarter", lambda each: periods.ROMAN[int(each)]),
    tables.column("value", fmt.amount, head=text.SOURCES_COLUMNS["value"], is_number=True),
    tables.column("ytd_value", fmt.amount, head=text.SOURCES_COLUMNS["ytd_value"], is_number=True),
    tables.column("file", head=text.SOURCES_COLUMNS["file"]),
    tables.column("sheet", head=text.SOURCES_COLUMNS["sheet"]),
    tables.column("cell", head=text.SOURCES_COLUMNS["cell"]),
    tables.column("version", fmt.amount),
]


def show(view: View, terms: pd.DataFrame, units: pd.DataFrame, quarter: Quarter, facts: str) -> None:
    """The figures of the year through `quarter`; `terms`: rows of ``mart.indicator_term``, `units` of ``mart.unit``."""
    where = {"data_element_code": list(terms["data_element_code"]), "unit_code": list(units["unit_code"])}
    in_year = {"year": quarter.year, "quarter": ("<=", quarter.number)}
    figures = queries.read(view.snapshot, "mart.figure", where=where | in_year, order=["unit_code", "data_element_code", "quarter"])
    frame = _named(figures, terms, units)
    with st.container(horizontal=True, vertical_alignment="center", key="sources_head"):
        components.heading(text.SOURCES, text.SOURCES_HELP)
        tables.tools(view, frame, SOURCES, name="sources", title=text.SOURCES, facts=facts, is_figure=False)
    tables.table(view, frame, SOURCES, height=320)


def _named(figures: pd.DataFrame, terms: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``mart.figure`` with the unit's name and the part of the formula, as units, terms and quarters are ordered."""
    part = terms.groupby("data_element_code")["part"].agg(lambda each: text.PARTS["+".join(sorted(set(each)))])
    place = {code: index for index, code in reversed(list(enumerate(terms["data_element_code"])))}
    named = units[["unit_code", "unit_short_name", "list_order"]].rename(columns={"list_order": "unit_order"})
    rows = figures.assign(
        part=figures["data_element_code"].map(part), place=figures["data_element_code"].map(place)
    ).merge(named, on="unit_code")
    return rows.sort_values(["unit_order", "place", "quarter"]).drop(columns=["unit_order", "place"])
