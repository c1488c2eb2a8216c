"""The parts of the case flow page: cards of one flow, where stock grows, quarters, and all flows side by side."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from common import periods
from ui import charts
from ui.charts.stock import unbalanced
from ui.kit import components, filters, navigation, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import STOCKS
from ui.kit.listing import listing
from ui.kit.tables import Column, column
from ui.kit.view import ALL, View
from ui.text import caseflow as text

Row = Mapping[str, Any]


OF_UNITS = [column("unit_short_name"), Column("unit_of_measure", text.UNIT_OF_MEASURE), *STOCKS]
OF_QUARTERS = [
    column("year"),
    column("quarter", lambda number: periods.ROMAN[int(number)]),
    Column("unit_of_measure", text.UNIT_OF_MEASURE),
    *STOCKS,
]


def flow(view: View, field_code: str | None = None) -> filters.Choice | None:
    """One flow of cases (of the field `field_code`, when given); None when there is none."""
    columns = ["flow_code", "flow_name", "flow_order", "field_code"]
    rows = queries.read(view.snapshot, "mart.caseflow", columns=columns, order=["flow_order"]).drop_duplicates()
    if field_code:
        filters.give_way("flow", rows.loc[rows["field_code"] != field_code, "flow_code"])
        rows = rows[rows["field_code"] == field_code]
    if rows.empty:
        return None
    names = dict(zip(rows["flow_code"], rows["flow_name"], strict=True))
    code = filters.option(view, "flow", names, text.FLOW_LABEL, width=220)
    return filters.Choice(code, names[code], names[code])


def cards(view: View, row: Row) -> None:
    """The year so far of one flow at one place: a row of ``mart.caseflow`` or ``mart.province_caseflow``, with its source."""
    source = trace_links.of(view, row)
    unit = row["unit_of_measure"] or ""
    carried_over = row.get("carried_over", row["opening"])
    shown = [
        components.Card(text.OPENING, fmt.amount(row["opening"]), unit, href=source),
        components.Card(text.RECEIVED, fmt.amount(row["received"]), unit, text.TO_DATE, href=source),
        components.Card(text.RESOLVED, fmt.amount(row["resolved"]), unit, text.TO_DATE, href=source),
        components.Card(text.CLOSING, fmt.amount(row["closing"]), unit, _since(row), href=source),
        components.Card(
            text.RATE,
            fmt.percent(row["resolution_percent"]),
            "",
            _resolved(row),
            href=source,
        ),
        components.Card(text.CARRIED, fmt.percent(row["carried_over_resolved_percent"]), "", _carried(row, carried_over), href=source),
    ]
    if "units_counted" in row:
        missing = row["units_missing"]
        below = text.COUNTED_ALL if fmt.is_unknown(missing) else text.COUNTED_WITHOUT.format(names=missing)
        of = text.COUNTED_OF.format(expected=fmt.number(row["units_expected"]))
        shown.append(components.Card(text.COUNTED, fmt.number(row["units_counted"]), of, below, href=source))
    components.cards(shown, text.CARDS_LABEL)


def _since(row: Row) -> str:
    return "" if fmt.is_unknown(row["stock_change"]) else text.CHANGE.format(change=fmt.change(row["stock_change"]))


def _resolved(row: Row) -> str:
    if not _is_known(row):
        return text.UNKNOWN_YET
    return text.RATE_BELOW.format(counted=fmt.of(row["resolved"], row["to_resolve"])) if row["to_resolve"] else text.NOTHING


def _carried(row: Row, carried_over: Any) -> str:
    if not _is_known(row):
        return text.UNKNOWN_YET
    if fmt.is_unknown(row["carried_over_resolved"]):
        return text.CARRIED_UNKNOWN
    if carried_over == 0:
        return text.NOTHING_CARRIED
    return text.CARRIED_BELOW.format(counted=fmt.of(row["carried_over_resolved"], carried_over))


def _is_known(row: Row) -> bool:
    """Whether a unit's row is whole, or a province's has at least one unit that is."""
    return bool(row["is_known"] if "is_known" in row else row["units_counted"])


PICTURED = 5  # sentences that a picture has room for; the chart beside them shows all, and the heading counts them


def growing(view: View, rows: Sequence[Row], name: str, aside: str) -> None:
    """Where stock is higher than at the year's start, in words; `name` is the column that names the place."""
    known = [row for row in rows if row["is_known"]]
    grown = [row for row in known if row["stock_change"] > 0]
    shown = grown[:PICTURED] if view.presenting else grown
    components.heading(text.GROWING, aside.format(count=fmt.number(len(grown))) if grown else "")
    none = text.GROWING_NONE if known else text.GROWING_NONE_KNOWN
    st.html(_said(view, shown, name, _grows) if shown else f"<p>{escape(none)}</p>")
    uneven = [row for row in known if row["imbalance"]]
    if uneven:
        components.heading(text.UNBALANCED)
        st.html(_said(view, uneven, name, unbalanced))


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


def units(view: View, rows: pd.DataFrame, quarter: filters.Quarter, total: Row, chosen: str | None) -> None:
    """All units of one flow."""
    title = text.UNITS.format(quarter=quarter.inside)
    tables.chart(
        view,
        charts.stock(trace_links.with_source(view, rows), chosen),
        rows,
        OF_UNITS,
        name="stock",
        title=f"{total['flow_name']}: {title}",
        alt=text.UNITS_ALT.format(
            units=fmt.number(len(rows)),
            flow=total["flow_name"],
            quarter=quarter.inside,
            growing=fmt.number(total["units_growing"]),
            shrinking=fmt.number(total["units_shrinking"]),
        ),
        facts=quarter.name,
        heading=(title, text.UNITS_HELP.format(unit=total["unit_of_measure"])),
    )


def waterfall(view: View, rows: pd.DataFrame, quarter: filters.Quarter, place: str) -> None:
    """How the stock of one flow came to what it is: the one row of `rows`."""
    row = queries.records(rows)[0]
    amounts = {part: fmt.amount(row[part]) for part in ("opening", "received", "resolved", "closing")}
    tables.chart(
        view,
        charts.waterfall(trace_links.with_source(view, rows), across=1),
        rows,
        [Column("flow_name", text.FLOW), Column("unit_of_measure", text.UNIT_OF_MEASURE), *STOCKS],
        name="waterfall",
        title=text.PLACE.format(flow=row["flow_name"], place=place),
        alt=text.HOVER_STOCK.format(**amounts, unit=row["unit_of_measure"] or ""),
        facts=quarter.name,
        heading=(text.WATERFALL, text.WATERFALL_HELP),
    )


def quarters(view: View, rows: pd.DataFrame, flow_name: str, place: str) -> None:
    """What was left at the end of each quarter, of the province or of a unit."""
    tables.chart(
        view,
        charts.stock_trend(rows),
        rows,
        OF_QUARTERS,
        name="quarters",
        title=f"{flow_name}: {text.QUARTERS}",
        alt=text.QUARTERS_ALT.format(place=place, flow=flow_name),
        facts=place,
        heading=(text.QUARTERS, text.QUARTERS_HELP),
    )


def elsewhere(view: View, quarter: filters.Quarter, province_code: str) -> None:
    """The flows of all fields, for a field that has none."""
    where = quarter.where | {"province_code": province_code}
    every(view, queries.read(view.snapshot, "mart.province_caseflow", where=where, order=["flow_order"]), quarter, text.WHOLE_PROVINCE)


def every(view: View, rows: pd.DataFrame, quarter: filters.Quarter, place: str, field: filters.Choice | None = None) -> None:
    """All flows of one place (in one field) in a table; each leads to itself."""
    title = text.FLOWS_OF.format(field=field.short_name) if field else text.FLOWS
    columns = [Column("flow_name", text.FLOW), Column("unit_of_measure", text.UNIT_OF_MEASURE)]
    columns += [each for each in STOCKS if each.key != "imbalance" or rows["imbalance"].fillna(0).any()]
    if "units_growing" in rows:
        columns += [
            Column("units_growing", text.UNITS_GROWING, fmt.number, is_number=True),
            Column("units_counted", text.UNITS_COUNTED, write_row=_counted, is_number=True),
        ]
    with st.container(horizontal=True, vertical_alignment="center", key="every_head"):
        components.heading(f"{title}: {place}", text.FLOWS_HELP)
        facts = f"{place} · {quarter.name}"
        tables.tools(view, rows, columns, name="every", title=title, facts=facts, is_figure=False)
    chosen = {"field": field.code if field else ALL}
    links = {
        "flow_name": lambda row: navigation.href("caseflow", {"flow": row["flow_code"], **chosen}),
        "closing": lambda row: trace_links.of(view, row),
    }
    st.html(listing(queries.records(rows), columns, title, links=links))


def _counted(row: Row) -> str:
    return fmt.of(row["units_counted"], row["units_expected"])

