"""Where stock is higher than at the year's start, and where the parts do not add up, in words."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from ui.charts.stock import unbalanced
from ui.kit import components, trace_links
from ui.kit import format as fmt
from ui.kit.view import View
from ui.text import caseflow as text

Row = Mapping[str, Any]

PICTURED = 5  # sentences that a picture has room for; the chart beside them shows all, and the heading counts them


def show(view: View, rows: Sequence[Row], name: str, aside: str) -> None:
    """`rows`: of ``mart.caseflow`` or of its province's; `name` is the column that names the place."""
    known = [row for row in rows if row["is_known"]]
    grown = [row for row in known if row["stock_change"] > 0]
    shown = grown[:PICTURED] if view.presenting else grown
    components.heading(text.GROWING, aside.format(count=fmt.number(len(grown))) if grown else "")
    st.html(_said(view, shown, name, _grows) if shown else f"<p>{escape(_none(len(known), len(rows)))}</p>")
    uneven = [row for row in known if row["imbalance"]]
    if uneven:
        components.heading(text.UNBALANCED)
        st.html(_said(view, uneven, name, unbalanced))


def _none(known: int, places: int) -> str:
    if not known:
        return text.GROWING_NONE_KNOWN
    return text.GROWING_NONE if known == places else text.GROWING_NONE_OF.format(known=fmt.number(known), all=fmt.number(places))


def _said(view: View, rows: Sequence[Row], name: str, sentence: Callable[[Row], str]) -> str:
    """A sentence for each place, whose name leads to its source."""
    named = ((components.linked(str(row[name]), trace_links.of(view, row)), sentence(row)) for row in rows)
    items = "".join(f"<li><b>{place}</b><p>{escape(said)}</p></li>" for place, said in named)
    return f'<ol class="attention said">{items}</ol>'


def _grows(row: Row) -> str:
    return text.GROWS.format(
        change=fmt.amount(row["stock_change"]),
        unit=row["unit_of_measure"],
        opening=fmt.amount(row["opening"]),
        closing=fmt.amount(row["closing"]),
        counted=fmt.of(row["resolved"], row["to_resolve"]),
    )
