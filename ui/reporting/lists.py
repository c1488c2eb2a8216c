"""A list of the page on reports: the line above it with its heading and its tools, and its rows."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, listing, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import Column
from ui.kit.view import View

Row = Mapping[str, Any]


def head(name: str, title: str, aside: str) -> Any:
    """The line above a list: its heading, and room for a choice and for the list's tools."""
    line = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=f"head_{name}")
    with line:
        components.heading(title, aside)
    return line


def listed(
    view: View,
    frame: pd.DataFrame,
    columns: Sequence[Column],
    *,
    above: Any,
    name: str,
    title: str,
    none: str,
    facts: str,
    is_compact: bool = False,
) -> None:
    """A list, with its table and CSV in the line `above` it; what a row names leads to where it stands.

    `none`: said when it is empty.
    """
    if frame.empty:
        st.html(f"<p>{escape(none)}</p>")
        return

    links = dict.fromkeys(("data_element_name", "cell"), lambda row: trace_links.of(view, row))
    links["kind_name"] = lambda row: trace_links.of(view, row) if fmt.is_unknown(row.get("cell")) else ""
    st.html(view.once(lambda: listing.listing(queries.records(frame), columns, title, links=links, is_compact=is_compact)))
    with above:
        tables.tools(view, frame, columns, name=name, title=title, facts=facts, is_figure=False)
