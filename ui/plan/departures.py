"""Where units depart from what the province asks: indicator by indicator, and in words where a unit asks less of itself."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.kit import components, filters, queries, stances, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import STANCE, Column
from ui.kit.listing import listing
from ui.kit.view import View
from ui.plan import stance_counts
from ui.text import common
from ui.text import plan as text

Where = Mapping[str, Any]
LOWERED_IN_PICTURE = 4  # targets that a picture has room for, which cannot be scrolled
MOST = 15  # indicators in sight; the rest, with fewer units, is folded


def show(view: View, here: Where, in_field: Where) -> None:
    """The indicators that units depart from, those with the most units first; stances that nobody takes get no column."""
    where = {**here, **in_field, "level": "registered", "scope": "indicator", "departures": (">", 0)}
    rows = queries.read(view.snapshot, "mart.plan_count", where=where, order=["departures desc", "place_order"])
    if rows.empty:
        components.heading(text.DEPARTURES)
        st.write(text.DEPARTURES_NONE)
        return
    taken = tuple(code for code in ("raised", "lowered", "additional", stances.UNLIKE) if rows[code].any())
    fields = filters.fields(view)
    columns = [
        Column("place_name", common.COLUMNS["indicator_name"]),
        *([] if in_field else [Column("field_code", common.FIELD_LABEL, lambda code: fields[code].short_name)]),
        Column("assigned_asked", text.ASSIGNED_ASKED),
        *stance_counts.columns(taken),
        Column("targets", text.UNITS, fmt.number, is_number=True),
    ]
    links = {"place_name": lambda row: trace_links.result(view, here["province_code"], row["place_code"])}
    tables.headed(view, rows, columns, name="departures", title=text.DEPARTURES, aside=text.DEPARTURES_HELP)
    listed = queries.records(rows)
    st.html(view.once(lambda: listing(listed[:MOST], columns, text.DEPARTURES, links=links)))
    if rest := listed[MOST:]:
        folded = view.once(lambda: listing(rest, columns, text.DEPARTURES, links=links))
        components.folded(text.DEPARTURES_REST.format(count=fmt.number(len(rest))), folded)


def lowered(view: View, here: Where, in_field: Where) -> None:
    """Targets below what the province asks, each in words: somebody has to talk with the unit."""
    where = {**here, **in_field, "stance": "lowered"}
    rows = queries.read(view.snapshot, "mart.plan_stance", where=where, order=["is_focus desc", "indicator_code", "unit_short_name vi"])
    aside = text.LOWERED_HELP.format(count=fmt.number(len(rows))) if len(rows) else ""
    tables.headed(view, rows, STANCE, name="lowered", title=text.LOWERED, aside=aside)
    first = rows.head(LOWERED_IN_PICTURE) if view.presenting else rows
    listed = queries.records(first.assign(status=first["stance"]))
    components.attention(view, listed, stances.STANCES, text.LOWERED_NONE, fits=False, rest=len(rows) - len(first))
