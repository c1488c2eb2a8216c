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
Row = Mapping[str, Any]
MOST = 10  # indicators in sight; the rest, with fewer units, is folded


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
    st.html(view.once(lambda: listing(listed[:MOST], columns, text.DEPARTURES, links=links, few=components.FEW)))
    if rest := listed[MOST:]:
        folded = view.once(lambda: listing(rest, columns, text.DEPARTURES, links=links))
        components.folded(text.DEPARTURES_REST.format(count=fmt.number(len(rest))), folded)


def lowered(view: View, here: Where, in_field: Where) -> None:
    """Targets below what the province asks, each indicator once, in words: somebody has to talk with the units."""
    where = {**here, **in_field, "stance": "lowered"}
    order = ["is_focus desc", "indicator_code", "reason", "unit_short_name vi"]
    rows = queries.read(view.snapshot, "mart.plan_stance", where=where, order=order)
    aside = text.LOWERED_HELP.format(count=fmt.number(len(rows))) if len(rows) else ""
    tables.headed(view, rows, STANCE, name="lowered", title=text.LOWERED, aside=aside)
    st.html(view.once(lambda: _lowered(view, queries.records(rows))) if len(rows) else f"<p>{escape(text.LOWERED_NONE)}</p>")


def _lowered(view: View, rows: Sequence[Row]) -> str:
    """Units that ask the same of themselves stand behind one sentence, each leading to the source of its own target."""
    items = ""
    glyph = components.status(stances.STANCES["lowered"])
    for _, of_indicator in groupby(rows, lambda row: row["indicator_code"]):
        alike = [list(each) for _, each in groupby(of_indicator, lambda row: row["reason"])]
        row = alike[0][0]
        name = escape(f"{common.FOCUS_MARK} {row['indicator_short_name']}" if row["is_focus"] else row["indicator_short_name"])
        where = escape(navigation.href("indicator", {"indicator": row["indicator_code"]}))
        said = "".join(f"<p>{escape(each[0]['reason'])} {_units(view, each)}</p>" for each in alike)
        items += f'<li><div class="who">{glyph}<span><a href="{where}" target="_self">{name}</a></span></div>{said}</li>'
    return f'<ol class="attention">{items}</ol>'


def _units(view: View, rows: Sequence[Row]) -> str:
    units = ", ".join(components.linked(row["unit_short_name"], trace_links.of(view, row)) for row in rows)
    return f'<span class="units">{escape(text.LOWERED_UNITS.format(count=fmt.number(len(rows))))} {units}.</span>'
