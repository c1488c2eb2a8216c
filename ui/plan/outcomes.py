"""What became of targets that units registered above the assigned ones: counted, then said one by one."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from ui.kit import components, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import raised, raised_targets
from ui.kit.filters import Quarter
from ui.kit.view import ALL, View
from ui.plan import stance_counts
from ui.text import plan as text

FIRST = 6  # results in sight before somebody asks for more; their counts stand above
Where = Mapping[str, Any]


def show(view: View, quarter: Quarter, here: Where, in_field: Where) -> None:
    """As far as it is known in `quarter`, those that were reached first."""
    at = {**here, **quarter.where}
    title = text.RAISED.format(quarter=quarter.inside)
    head = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="head_raised")
    with head:
        components.heading(title)
    counts = queries.one(view.snapshot, "mart.raised_count", where={**at, "field_code": ALL, **in_field})
    if not counts:
        planned = stance_counts.of(view, here, "registered", in_field.get("field_code"))
        st.write(text.RAISED_UNKNOWN if planned.get("raised") else text.RAISED_NONE)
        return
    sources = {code: trace_links.counted(view, here["province_code"], trace_links.OUTCOMES, code) for code in text.OUTCOMES}
    items = "".join(
        f"<li><b>{components.linked(fmt.number(counts[code]), sources[code])}</b>{escape(words)}</li>"
        for code, words in text.OUTCOMES.items()
        if counts[code]
    )
    st.html(f'<p class="quiet">{text.RAISED_COUNTS.format(raised=fmt.number(counts["raised"]))}</p><ul class="outcomes">{items}</ul>')
    rows = raised_targets(view, {**at, **in_field})
    with head:
        tables.tools(view, rows, raised(view), name="raised", title=title, facts=quarter.name, is_figure=False)
    components.attention(view, queries.records(rows), view.statuses, text.RAISED_NONE, first=None if view.presenting else FIRST)
