"""A flow of cases: its parts in names and in numbers, down to the cells of a unit or to the units of the province."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from ui.kit import format as fmt
from ui.kit import listing, queries
from ui.kit.columns import STOCKS, Column
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import caseflow
from ui.text import trace as text
from ui.trace import cells, places
from ui.trace.cells import Row, Source

PARTS = {
    "opening": caseflow.OPENING,
    "received": caseflow.RECEIVED,
    "resolved": caseflow.RESOLVED,
    "closing": caseflow.CLOSING,
    "carried_over_resolved": caseflow.CARRIED,
}


def show(view: View, place: places.Place, flow: str, quarter: Quarter) -> None:
    """The flow of a unit or of the province, or that there is none."""
    table = {places.UNIT: "mart.caseflow", places.PROVINCE: "mart.province_caseflow"}.get(place.kind)
    where = quarter.where | {"flow_code": flow}
    row = queries.one(view.data, table, where=where | place.where) if table else None
    if row is None:
        st.html(f"<p>{escape(text.NO_CASES.format(unit=place.name, flow=flow, quarter=quarter.inside))}</p>")
        return
    order = ["part_order", "term_order"]
    terms = queries.rows(view.data, "mart.caseflow_term", where={"flow_code": flow}, order=order)
    name = f"{row['flow_name']} ({row['unit_of_measure'] or ''})"
    source = None
    if place.kind == places.UNIT:
        source = cells.read_for(view, place.code, "mart.caseflow_figure", {"flow_code": flow}, terms, quarter)
    st.html(f'<div class="trace">{places.head(place, None, name, quarter.inside)}{cells.table(_lines(row, terms, source))}</div>')
    if source:
        wanted = [(str(term["data_element_code"]), str(term["accumulation"]), str(term["part"]), PARTS[term["part"]]) for term in terms]
        cells.show(wanted, source)
        cells.download(view, source.figures, f"nguon_{place.code}_{flow}_{quarter.code}")
    else:
        _units(view, place, row, quarter)


def _lines(row: Row, terms: Sequence[Row], source: Source | None) -> list[tuple[str, str, str]]:
    lines = []
    for part, head in PARTS.items():
        mine = [term for term in terms if term["part"] == part]
        if mine:
            lines.append((head, cells.names(mine), cells.numbers(mine, source, row[part]) if source else cells.known(row[part])))
    lines.append((caseflow.RATE, text.RATE_OF_CASES, _rate(row["resolved"], row["to_resolve"], row["resolution_percent"])))
    if any(term["part"] == "carried_over_resolved" for term in terms):
        carried = row.get("carried_over", row["opening"])
        share = _rate(row["carried_over_resolved"], carried, row["carried_over_resolved_percent"])
        lines.append((caseflow.CARRIED_SHARE, text.RATE_OF_CARRIED, share))
    return lines


def _rate(part: object, whole: object, percent: object) -> str:
    if fmt.is_unknown(part) or fmt.is_unknown(whole):
        return text.UNKNOWN_YET
    value = text.NOT_DIVIDED if fmt.is_unknown(percent) else fmt.percent(percent)
    return text.DIVIDED.format(numerator=fmt.amount(part), denominator=fmt.amount(whole), value=value)


def _units(view: View, place: places.Place, row: Row, quarter: Quarter) -> None:
    """Every unit with what it added to the province's row, which stands last."""
    where = quarter.where | place.where | {"flow_code": row["flow_code"]}
    units = queries.rows(view.data, "mart.province_caseflow_unit", where=where, order=["unit_short_name vi"])
    rows = [*units, row | {"unit_short_name": place.name, "is_known": True, "is_open": True}]
    counted = Column("is_known", text.HEADS["summed"], fmt.yes_no)
    shown = [places.UNIT_NAME, *STOCKS[:4], *STOCKS[7:8], counted]
    links = {"unit_short_name": lambda each: places.of_unit(view, each)}
    html = listing.listing(rows, shown, text.UNITS, links=links, is_quiet=lambda each: not each["is_known"])
    st.html(f'<div class="trace summed"><h3>{escape(text.UNITS)}</h3>{html}<p>{escape(text.CASES_HELP)}</p></div>')
    cells.download(view, units, f"cong_{place.code}_{row['flow_code']}_{quarter.code}")
