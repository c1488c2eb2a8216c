"""Reports: who sent what and when, what was sent back, corrected or doubted, and where every figure stands."""

from typing import Any

import streamlit as st

from ui import charts
from ui.kit import components, filters, page, queries, report_states, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import REPORTS
from ui.kit.view import ALL
from ui.reporting import lists
from ui.text import reporting as text

ROW = {False: 36, True: 58}  # px; the picture view fills the projector
TILE = {False: 80, True: 112}

view = page.begin("reporting")
with view.controls():
    province = filters.province(view)
    quarter = filters.quarter(view, province.code)
    unit = filters.unit_or_all(view, quarter, province.code)
    field = filters.field(view)
page.head(view, text.HEADING.format(quarter=quarter.inside), quarter, province.code)

in_province: dict[str, Any] = {"province_code": province.code}
here = quarter.where | in_province
mine = here | ({"unit_code": unit.code} if unit else {}) | ({"field_code": field.code} if field else {})
words = report_states.statuses(view)
units = queries.records(queries.read(view.snapshot, "mart.unit", where=in_province, order=["list_order"]))
names = {row["unit_code"]: row for row in units}
facts = " · ".join([quarter.inside, *([unit.name] if unit else []), *([field.short_name] if field else [])])

# ---- the quarter in numbers

sent = report_states.read(view, in_province | {"year": [quarter.year - 1, quarter.year]})
now = sent[(sent["year"] == quarter.year) & (sent["quarter"] == quarter.number)]
row = queries.one(view.snapshot, "mart.reporting_quarter", where=here) or {}
warned = queries.one(view.snapshot, "log.problem_count", where=lists.counted(quarter, unit, province, field) | {"code": ALL}) or {}


counted_in = [text.WARNINGS_BELOW, *(each.short_name for each in (unit, field) if each)]


def card(column: str, code: str, below: str = "") -> components.Card:
    source = trace_links.counted(view, province.code, trace_links.REPORTS, code)
    return components.Card(words[code].name, fmt.number(row[column]), below=below, statuses=(words[code],), href=source)


if row:
    late = text.LATE_MOST.format(days=fmt.number(row["days_late_most"])) if row["reports_late"] else ""
    received = text.RECEIVED_OF.format(expected=fmt.number(row["reports_expected"]))
    due = text.DUE.format(day=fmt.day(row["due_on"]))
    if row["reports_provisional"]:
        due += text.OF_WHICH_PROVISIONAL.format(count=fmt.number(row["reports_provisional"]))
    components.cards(
        [
            components.Card(
                text.RECEIVED, fmt.number(row["reports_received"]), received, due,
                href=trace_links.counted(view, province.code, trace_links.REPORTS, "received"),
            ),
            card("reports_on_time", "on_time"),
            card("reports_late", "late", late),
            card("reports_refused", "refused"),
            card("reports_missing", "not_due" if (now["state"] == "not_due").any() else "missing"),
            card("reports_corrected", "corrected"),
            components.Card(text.WARNINGS, fmt.number(warned.get("problems", 0)), below=" · ".join(counted_in)),
        ],
        text.CARDS_LABEL,
    )

# ---- who has reported

record = queries.read(view.snapshot, "mart.reporting_record", where=in_province | {"year": quarter.year})
with st.container(key="reporting_body"):
    left, right = st.columns([0.67, 0.33], gap="large")
with left:
    tables.chart(
        view,
        charts.reporting(sent, record, list(names), words, (quarter.year, quarter.number), ROW[view.presenting]),
        sent,
        REPORTS,
        name="reports",
        title=text.MATRIX,
        alt=text.MATRIX_ALT.format(units=fmt.number(len(names))),
        facts=quarter.name,
        heading=(text.MATRIX, ""),
    )
with right:
    placed = now.assign(
        tile_row=[names[code]["tile_row"] for code in now["unit_code"]],
        tile_col=[names[code]["tile_col"] for code in now["unit_code"]],
        status=now["state"],
    )
    if placed["tile_row"].notna().any():
        said = "; ".join(text.MAP_STATE.format(unit=r["unit_short_name"], label=r["label"]) for r in queries.records(now))
        tables.chart(
            view,
            charts.tile_map(placed, words, tile=TILE[view.presenting]),
            placed,
            REPORTS,
            name="map",
            title=text.MAP_TITLE,
            alt=text.MAP_ALT.format(states=said),
            facts=quarter.name,
            heading=(text.MAP, quarter.inside),
        )
    components.heading(text.CHASE)
    lists.chase(queries.records(now), words)

# ---- what is behind it: lists, left out of the picture view

if not view.presenting:
    with st.container(key="reporting_lists"):
        lists.returned_files(view, quarter, unit, province, field)
        lists.revisions(view, mine, facts)
        lists.changes(view, unit, province, field)
        lists.warnings(view, mine, quarter, unit, province, field, facts)
        lists.record(view, record, list(names), quarter)
        if unit:
            lists.figures(view, mine, unit, field, facts)
page.end(view)
