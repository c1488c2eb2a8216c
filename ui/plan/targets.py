"""Targets to look up: of one unit, of one indicator, or those of the sector and the province; of one level."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from ui.kit import components, offices, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import PLACE, TARGETS, column
from ui.kit.filters import HEADLINE, Choice
from ui.kit.listing import listing
from ui.kit.view import View
from ui.text import common
from ui.text import plan as text

Where = Mapping[str, Any]


def show(
    view: View,
    year: int,
    in_field: Where,
    unit: Choice | None,
    indicator: Choice | None,
    level: Choice,
) -> None:
    """Every target of one unit, of one indicator, or, while neither is chosen, those of the sector and the province; of one level."""
    where: dict[str, Any] = {"year": year, **in_field} | ({"indicator_code": indicator.code} if indicator else {})
    order = ["list_order", "issued_on", "unit_code", "volume_from"]
    if level.code != HEADLINE:
        where["level"] = level.code
    if level.code == "registered" and not (unit or indicator):
        st.write(text.TARGETS_CHOOSE)
        return
    if unit:
        rows = queries.read(view.snapshot, "mart.target", where=offices.as_made(view, where | {"unit_code": unit.code}), order=order)
    else:
        of_all = {} if indicator else {"level": ["national", "assigned"]}
        rows = queries.read(view.snapshot, "mart.plan_target", where=of_all | where, order=order)
    shown = [each for each in TARGETS if (indicator and not unit) or view.is_today or each.key != "unit_short_name"]
    if rows.empty:
        st.write(common.NOTHING_HERE)
        return
    # What stands there before anybody chose is for the screen: on paper it would be pages that nobody asked for.
    chosen = [unit.name] if unit else []
    chosen += [indicator.name] if indicator else []
    with st.container(key="chosen_targets" if chosen else "upper_targets"):
        if chosen:  # paper shows no filters
            st.html(f'<h2 class="part paper">{escape(text.TARGETS_OF.format(chosen=" · ".join(chosen)))}</h2>')
        links = {"asked": lambda row: trace_links.of(view, row)}
        found = view.once(lambda: listing(queries.records(rows), shown, text.TARGETS, joined="indicator_name", links=links))
        if chosen:
            st.html(found)
        else:
            components.folded(text.TARGETS_ALL.format(count=fmt.number(len(rows))), found)
    placed = [*shown, column("file"), PLACE]
    tables.tools(view, rows, placed, name="targets", title=text.TARGETS, facts=str(year), is_figure=False)
