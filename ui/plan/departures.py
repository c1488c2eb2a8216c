"""Where units depart from what the province asks: indicator by indicator, and in words where a unit asks less of itself."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

import streamlit as st

from ui.kit import components, filters, navigation, queries, stances, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import STANCE, Column
from ui.kit.listing import listing
from ui.kit.view import View
from ui.plan import stance_counts
from ui.text import common
from ui.text import plan as text

Where = Mapping[str, Any]
LOWERED_IN_PICTURE = 4  # groups of targets that a picture has room for, which cannot be scrolled
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
    st.html(view.once(lambda: listing(listed[:MOST], columns, text.DEPARTURES, links=links, few=components.ON_PHONE)))
    if rest := listed[MOST:]:
        folded = view.once(lambda: listing(rest, columns, text.DEPARTURES, links=links))
        components.folded(text.DEPARTURES_REST.format(count=fmt.number(len(rest))), folded)


def lowered(view: View, here: Where, in_field: Where) -> None:
    """Targets below what the province asks, in words, those said alike together: somebody has to talk with the units."""
    where = {**here, **in_field, "stance": "lowered"}
    order = ["is_focus desc", "indicator_code", "reason", "unit_short_name vi"]
    rows = queries.read(view.snapshot, "mart.plan_stance", where=where, order=order)
    aside = text.LOWERED_HELP.format(count=fmt.number(len(rows))) if len(rows) else ""
    tables.headed(view, rows, STANCE, name="lowered", title=text.LOWERED, aside=aside)
    said = [list(each) for _, each in groupby(queries.records(rows), lambda row: (row["indicator_code"], row["reason"]))]
    shown = said[:LOWERED_IN_PICTURE] if view.presenting else said
    left = len(rows) - sum(map(len, shown))
    rest = f'<p class="rest">{escape(common.MORE_ROWS.format(count=fmt.number(left)))}</p>' if left else ""
    items = "".join(_alike(view, each) for each in shown)
    st.html(f'<ol class="attention">{items}</ol>{rest}' if items else f"<p>{escape(text.LOWERED_NONE)}</p>")


def _alike(view: View, rows: Sequence[Mapping[str, Any]]) -> str:
    """The offices that lowered one target alike, each leading to where it says so."""
    first = rows[0]
    mark = f"{common.FOCUS_MARK} " if first["is_focus"] else ""
    where = navigation.href("indicator", {"indicator": first["indicator_code"]})
    name = f'<a href="{escape(where)}" target="_self">{escape(mark + first["indicator_short_name"])}</a>'
    head = f"{components.status(stances.STANCES['lowered'])}<span>{name}</span>"
    offices = ", ".join(components.linked(row["unit_short_name"], trace_links.of(view, row) or "") for row in rows)
    return f'<li><div class="who">{head}</div><p>{escape(first["reason"])} <span class="offices">{offices}</span></p></li>'
