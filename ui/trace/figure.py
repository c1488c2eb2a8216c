"""One reported figure: its quarters of the year, where each stands, what was corrected, and which indicators use it."""

from html import escape

import streamlit as st

from ui.kit import queries, trace_links
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import trace as text
from ui.trace import cells, places


def show(view: View, place: places.Place, element: str, quarter: Quarter) -> None:
    """The figure of a unit, or that there is none."""
    source = cells.read(view, place.code, [element], quarter)
    if place.kind != places.UNIT or not source.figures:
        st.html(f"<p>{escape(text.NO_FIGURE.format(unit=place.code, element=element, quarter=quarter.inside))}</p>")
        return
    row = source.figures[-1]
    name = f"{row['data_element_name']} ({row['unit_of_measure'] or ''})"
    total = cells.known(source.total(element, ""))
    st.html(
        f'<div class="trace">{places.head(place, None, name, quarter.inside)}<p>{escape(text.YEAR_TO_DATE)} '
        f"<b>{escape(total)}</b> · {escape(text.ACCUMULATIONS[row['accumulation']])}</p></div>"
    )
    cells.show([(element, row["accumulation"], "", "")], source)
    _users(view, place, element)
    cells.download(view, source.figures, f"nguon_{place.code}_{element}_{quarter.code}")


def _users(view: View, place: places.Place, element: str) -> None:
    """The indicators and flows of cases whose formula names `element`, each leading to its own trace."""
    where = {"data_element_code": element}
    used = queries.read(view.data, "mart.indicator_term", columns=["indicator_code"], where=where)
    codes = sorted(set(used["indicator_code"]))
    indicators = queries.read(view.data, "mart.indicator", where={"indicator_code": codes}, order=["field_order", "list_order"])
    used = queries.read(view.data, "mart.caseflow_term", columns=["flow_code"], where=where)
    flows = queries.read(view.data, "ref.case_flows", where={"flow_code": sorted(set(used["flow_code"]))})
    for title, frame, code, name, address in (
        (text.USED_IN, indicators, "indicator_code", "indicator_name", trace_links.result),
        (text.USED_IN_FLOWS, flows, "flow_code", "name", trace_links.cases),
    ):
        listed = "".join(
            f'<li><a href="{escape(address(view, place.code, row[code]))}" target="_self">{escape(row[name])}</a></li>'
            for row in queries.records(frame)
        )
        if listed:
            st.html(f'<div class="trace"><h3>{escape(title)}</h3><ul>{listed}</ul></div>')
