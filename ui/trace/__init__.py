"""From a number to its cell: what a result, a figure, a flow or a count is made of, down to file, sheet and cell.

``ui.kit.trace_links`` writes the addresses that ask for it, ``page.end`` calls `follow`, which opens it in a dialog. Every step
leads on: a count to its rows, the province's sum to its units, a unit's result to the cells of its figures and of its
target. Nothing is added up here: all sums stand in the published tables.
"""

import streamlit as st

from common import periods
from ui.kit import trace_links
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import trace as text
from ui.trace import cases, counted, figure, places, record, result

SHOWN = {trace_links.RESULT: result.show, trace_links.FIGURE: figure.show, trace_links.CASES: cases.show, trace_links.COUNTED: counted.show}
SHOWN[trace_links.RECORD] = record.show


def follow(view: View) -> None:
    """Open what the address asks to be traced, in the quarter that the page has chosen."""
    chosen = view.choices.get("quarter")
    key = next((key for key in SHOWN if st.query_params.get(key)), None)
    quarter = periods.parse_quarter_word(chosen or "")
    if quarter is None or key is None:
        return
    place, what = places.parted(view, st.query_params[key])
    opened = st.dialog(text.TITLES[key], width="large", on_dismiss=_closed)(SHOWN[key])
    opened(view, place, what, Quarter(*quarter))


def _closed() -> None:
    for key in (*SHOWN, trace_links.WITHIN, trace_links.AGAINST):
        st.query_params.pop(key, None)
