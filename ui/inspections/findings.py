"""Findings: those still open, those closed, how old they are, and the figures beside what was reminded of."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from ui.kit import components, follow_ups, queries, tables
from ui.kit import format as fmt
from ui.kit.columns import Column, column
from ui.kit.listing import listing
from ui.kit.view import View
from ui.text import inspections as text

Where = Mapping[str, Any]
ORDER = ["status_order", "due_on", "unit_short_name vi", "finding_key"]
IN_PICTURE = 9  # findings that a picture has room for


def show(view: View, where: Where, quarter: str) -> None:
    """What is open, the most overdue first."""
    rows = follow_ups.read(view, "mart.finding_status", {**where, "is_open": True}, ORDER)
    keys = ("kind_name", "text", "age_days", "status_name", "reason")
    columns = [column("unit_short_name"), *follow_ups.finding_columns(view, *keys)]
    tables.headed(view, rows, columns, name="findings", title=text.FINDINGS, aside=text.FINDINGS_HELP)
    none = follow_ups.none_open(view, where, quarter)
    follow_ups.listed(view, rows, columns, text.FINDINGS, none, most=IN_PICTURE if view.presenting else 200)


def closed(view: View, where: Where) -> None:
    """What was put right and verified, and what was noted as good."""
    rows = follow_ups.read(view, "mart.finding_status", {**where, "is_open": False}, ORDER)
    keys = ("kind_name", "text", "remedy", "verified_by", "status_name", "reason")
    columns = [column("unit_short_name"), *follow_ups.finding_columns(view, *keys)]
    tables.headed(view, rows, columns, name="closed", title=text.CLOSED)
    follow_ups.listed(view, rows, columns, text.CLOSED, text.NO_CLOSED)


def reminded(view: View, where: Where) -> None:
    """What was said about an indicator, beside its figures before and after; and what was found once more."""
    rows = queries.records(follow_ups.read(view, "mart.finding_status", {**where, "indicator_code": ("!=", "")}, ORDER))
    components.heading(text.REMINDED, text.REMINDED_HELP)
    _sentences(view, rows, text.NO_REMINDED)
    rows = queries.records(follow_ups.read(view, "mart.finding_status", {**where, "is_repeated": True}, ORDER))
    components.heading(text.REPEATED, text.REPEATED_HELP)
    _sentences(view, rows, text.NO_REPEATED)


def _sentences(view: View, rows: list[dict[str, Any]], none: str) -> None:
    items = [
        f'<div class="who">{components.status(follow_ups.statuses(view)[row["status"]])}'
        f"<span>{components.linked(row['unit_short_name'] + ' · ' + row['text'], follow_ups.link(view)(row))}</span></div>"
        f"<p>{escape(row['reason'])}</p>"
        for row in rows
    ]
    st.html(components.sentences(items) if items else f"<p>{escape(none)}</p>")


def counts(view: View, here: Where) -> None:
    """How many findings are open, by age and by field."""
    for scope, title, head in (("age", text.BY_AGE, text.AGE), ("field", text.BY_FIELD, text.FIELD)):
        rows = queries.read(view.snapshot, "mart.finding_count", where={**here, "scope": scope}, order=["place_order"])
        if rows.empty:
            continue
        keys = ("open_findings", "overdue", "findings")
        columns = [Column("place_name", head)]
        columns += [Column(key, text.HEADS[key], fmt.amount, is_number=True) for key in keys]
        tables.headed(view, rows, columns, name=f"findings_{scope}", title=title)
        st.html(listing(queries.records(rows), columns, title, is_compact=True, few=components.FEW))
