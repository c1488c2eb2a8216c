"""All lines of cases side by side, of one field or of all; each leads to itself."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, estimates, navigation, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import STOCKS, Column, without_dashes
from ui.kit.filters import Choice, Quarter
from ui.kit.listing import listing
from ui.kit.view import ALL, View
from ui.text import caseflow as text

Row = Mapping[str, Any]


def elsewhere(view: View, quarter: Quarter, province_code: str) -> None:
    """The flows of all fields, for a field that has none."""
    where = quarter.where | {"province_code": province_code}
    show(view, queries.read(view.data, "mart.province_caseflow", where=where, order=["flow_order"]), quarter, text.WHOLE_PROVINCE)


def show(view: View, rows: pd.DataFrame, quarter: Quarter, place: str, field: Choice | None = None) -> None:
    """`rows`: of ``mart.caseflow`` or ``mart.province_caseflow``, at one place."""
    title = text.FLOWS_OF.format(field=field.short_name) if field else text.FLOWS
    columns = [Column("flow_name", text.FLOW, write_row=estimates.marked("flow_name")), Column("unit_of_measure", text.UNIT_OF_MEASURE)]
    columns += [each for each in STOCKS if each.key != "imbalance" or rows["imbalance"].fillna(0).any()]
    if "units_growing" in rows:
        columns += [
            Column("units_growing", text.UNITS_GROWING, fmt.number, is_number=True),
            Column("units_counted", text.UNITS_COUNTED, write_row=_counted, is_number=True),
        ]
    with st.container(horizontal=True, vertical_alignment="center", key="every_head"):
        components.heading(f"{title}: {place}", text.FLOWS_HELP)
        facts = f"{place} · {quarter.name}"
        tables.tools(view, rows, columns, name="every", title=title, facts=facts, is_figure=False)
    chosen = {"field": field.code if field else ALL}
    links = {
        "flow_name": lambda row: navigation.href("caseflow", {"flow": row["flow_code"], **chosen}),
        "closing": lambda row: trace_links.of(view, row),
    }
    st.html(view.once(lambda: _listed(queries.records(rows), columns, title, links)))


def _listed(rows: Sequence[Row], columns: Sequence[Column], title: str, links: Mapping[str, Callable[[Row], str]]) -> str:
    shown, missing = without_dashes(rows, columns)
    return listing(rows, shown, title, links=links) + components.left_out(missing)


def _counted(row: Row) -> str:
    return fmt.of(row["units_counted"], row["units_expected"])
