"""Which offices were inspected, by whom, and whose self-inspection says what the figures do not."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from ui.kit import components, follow_ups, queries, tables
from ui.kit import format as fmt
from ui.kit.columns import Column, column
from ui.kit.view import View
from ui.text import inspections as text

Where = Mapping[str, Any]


def show(view: View, where: Where, quarter: str) -> None:
    """Every inspection up to the end of the quarter, those by the province first, and the offices of which nothing is known."""
    states = queries.records(follow_ups.read(view, "mart.inspection_unit", where, ["unit_short_name vi"]))
    named = {state: [row["unit_short_name"] for row in states if row["state"] == state] for state in ("direct", "self", "none")}
    counted = {state: fmt.number(len(names)) for state, names in named.items()}
    rows = follow_ups.read(view, "mart.inspection", where, ["mode", "unit_short_name vi", "decided_on"])
    columns = [
        Column("mode_name", text.HEADS["mode_name"]),
        column("unit_short_name"),
        Column("number", text.HEADS["number"]),
        Column("decided_on", text.HEADS["decided_on"], fmt.day),
        Column("shortcomings", text.HEADS["shortcomings"], fmt.amount, is_number=True),
        Column("reminders", text.HEADS["reminders"], fmt.amount, is_number=True),
        Column("conclusion", text.HEADS["reason"]),
    ]
    aside = text.COVERAGE_HELP.format(quarter=quarter, **counted) if not rows.empty else ""
    tables.headed(view, rows, columns, name="inspected", title=text.COVERAGE, aside=aside)
    none = text.NOT_YET.format(quarter=quarter) if states else text.NO_LINES
    follow_ups.listed(view, rows, columns, text.COVERAGE, none, joined="mode_name")
    if named["none"] and not rows.empty:
        st.html(f"<p>{escape(text.NONE_YET.format(names=', '.join(named['none'])))}</p>")


def at_odds(view: View, where: Where) -> None:
    """Self-inspections that found nothing while targets are missed, as sentences."""
    rows = queries.records(follow_ups.read(view, "mart.inspection", {**where, "is_at_odds": True}, ["unit_short_name vi"]))
    components.heading(text.AT_ODDS, text.AT_ODDS_HELP)
    items = [
        f'<div class="who"><span>{components.linked(row["unit_short_name"], follow_ups.link(view)(row))}</span></div>'
        f"<p>{escape(row['reason'])}</p>"
        for row in rows
    ]
    st.html(components.sentences(items) if items else f"<p>{escape(text.NO_AT_ODDS)}</p>")
