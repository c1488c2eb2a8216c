"""What a unit reported, each figure with its cell."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from ui.kit import format as fmt
from ui.kit import navigation, queries, tables
from ui.kit.columns import PLACE, column, in_reports
from ui.kit.filters import Choice, fields
from ui.kit.view import View
from ui.reporting import lists
from ui.text import reporting as text

Row = Mapping[str, Any]

FIGURES = [
    in_reports("data_element_name"),
    column("unit_of_measure"),
    in_reports("value", fmt.amount, is_number=True),
    column("ytd_value", fmt.amount, is_number=True),
    column("file"),
    PLACE,
    column("version", fmt.amount, is_number=True),
    column("received_at", fmt.moment),
]


def show(view: View, where: Mapping[str, Any], unit: Choice, field: Choice | None, facts: str) -> None:
    """What the unit reported in the quarter in one field of work, each figure with its cell.

    While no field is chosen there is the table of all, and a way to each field: they would be many screens.
    """
    title = text.FIGURES.format(unit=unit.name)
    above = lists.head("figures", title, text.FIGURES_ASIDE if field else "")
    wanted = {key: value for key, value in where.items() if key != "province_code"}
    rows = queries.read(view.snapshot, "mart.figure", where=wanted, order=["unit_code", "list_order"])
    if field or rows.empty:
        none = text.FIGURES_NONE_FIELD.format(field=field.short_name) if field else text.FIGURES_NONE
        lists.listed(view, rows, FIGURES, above=above, name="figures", title=title, none=none, facts=facts)
        return
    with above:
        tables.tools(view, rows, FIGURES, name="figures", title=title, facts=facts, is_figure=False)
    ways = [
        f'<a href="{escape(navigation.href("reporting", {"field": code}))}" target="_self">{escape(each.short_name)}</a>'
        for code, each in fields(view).items()
        if code in set(rows["field_code"])
    ]
    st.html(f'<p class="ways">{text.FIGURES_CHOOSE} {" · ".join(ways)}</p>')
