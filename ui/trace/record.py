"""A task, an inspection, a finding or a plan document: everything that was written of it, each word with its cell, file and moment."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from common import periods
from ui.kit import format as fmt
from ui.kit import listing, queries, trace_links
from ui.kit.columns import PLACE, Column
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import trace as text
from ui.trace import cells, places


def show(view: View, place: places.Place, what: str, quarter: Quarter) -> None:
    """What is said of the record, or that nothing is."""
    kind, _, key = what.partition(trace_links.SEPARATOR)
    where = {"kind": kind, "record_key": key}
    rows = queries.read(view.snapshot, "mart.record_version", where=where, order=["name", "version"])
    said = queries.records(rows)
    if not said:
        st.html(f"<p>{escape(text.NO_RECORD.format(key=key))}</p>")
        return
    st.html(f'<div class="trace">{places.head(place, None, text.RECORDS.get(kind, kind), key)}</div>')
    columns = [
        Column("name_said", text.SAID_OF),
        Column("value", text.SAID, write_row=_value),
        Column("said_at", text.SAID_AT, lambda moment: text.IN_LIST if fmt.is_unknown(moment) else fmt.moment(moment)),
        Column("source", text.SAID_IN, write_row=_source),
        PLACE,
        Column("is_in_force", text.IN_FORCE, lambda holds: text.HOLDS if holds else text.BEFORE),
    ]
    st.html(f'<div class="trace">{listing.listing(said, columns, text.RECORDS.get(kind, kind), joined="name_said")}</div>')
    changes = "".join(f"<li>{escape(row['reason'])}</li>" for row in said if row["is_change"])
    if changes:
        st.html(f'<div class="trace"><h3>{escape(text.CHANGES)}</h3><ul>{changes}</ul></div>')
    cells.download(view, said, f"ghi_{place.code}_{quarter.code}")


def _value(row: Mapping[str, Any]) -> str:
    return text.TAKEN_BACK if fmt.is_unknown(row["value"]) else str(row["value_said"])


def _source(row: Mapping[str, Any]) -> str:
    if row["source"] == "page":
        return text.ON_PAGE.format(name=row["said_by"])
    said = str(row["file"])
    return said if fmt.is_unknown(row["quarter"]) else f"{said} ({periods.quarter_short(int(row['year']), int(row['quarter']))})"
