"""What one field of work reached, indicator by indicator, in the whole province or at one unit: a list under the matrix."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, filters, listing, navigation, queries, tables, trace_links
from ui.kit.columns import attainment_columns
from ui.kit.view import View
from ui.text import overview as text


def show(
    view: View,
    frame: pd.DataFrame,
    field: filters.Choice,
    quarter: filters.Quarter,
    place: str,
    is_judged: bool = True,
) -> None:
    """`frame`: rows of ``mart.province`` or of one unit, one for each indicator of the field.

    `is_judged`: false when they are judged at another level than the one looked at, so that the results stand alone.
    """
    order = queries.read(view.data, "mart.indicator", columns=["indicator_code", "list_order"], order=["list_order"])
    rows = order.merge(frame.drop(columns="list_order", errors="ignore"), on="indicator_code")
    judged = ("target", "status") if is_judged else ()
    before = ("previous_value",) if "previous_value" in rows else ()
    columns = attainment_columns(view, "indicator_name", "numerator", "denominator", "value", *judged, *before)
    why = attainment_columns(view, "comparison_obstacle") if before else []
    title = text.RESULTS.format(place=place)
    with st.container(horizontal=True, vertical_alignment="center", key="results_head"):
        components.heading(title)
        facts = f"{field.short_name} · {quarter.name}"
        tables.tools(view, rows, [*columns, *why], name="results", title=title, facts=facts, is_figure=False)

    def leads(row: Mapping[str, Any]) -> str:
        return navigation.href("indicator", {"field": field.code, "indicator": row["indicator_code"]})

    with st.container(key="field_results"):
        links = {"indicator_name": leads, "value": lambda row: trace_links.of(view, row)}
        st.html(view.once(lambda: listing.listing(queries.records(rows), columns, title, links=links)))
