"""The parts of the plan page: the matrix of stances, what became of aiming higher, the units' documents, all targets."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, filters, matrix, navigation, queries, stances, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import TARGETS, raised, raised_targets
from ui.kit.listing import listing
from ui.kit.tables import Column, column
from ui.kit.view import ALL, View
from ui.text import common
from ui.text import plan as text

Where = Mapping[str, Any]
Row = Mapping[str, Any]
COUNTED = ("raised", "same", "lowered", "additional", "inherited", stances.UNLIKE)

def _counts(which: tuple[str, ...]) -> list[Column]:
    """A narrow column for each stance: its glyph and, on a second line, its word."""
    return [Column(code, f"{stances.STANCES[code].glyph} {stances.STANCES[code].name}", _count, is_number=True) for code in which]


def _count(value: Any) -> str:
    """A count in which nothing stands out but what is there."""
    return "·" if value == 0 else fmt.number(value)


def departures(view: View, here: Where, in_field: Where) -> None:
    """The indicators that units depart from, those with the most units first; stances that nobody takes get no column."""
    components.heading(text.DEPARTURES, text.DEPARTURES_HELP)
    order = ["departures desc", "field_order", "list_order"]
    rows = queries.read(
        view.snapshot, "mart.plan_indicator", where={**here, **in_field, "departures": (">", 0)}, order=order
    )
    if rows.empty:
        st.write(text.DEPARTURES_NONE)
        return
    taken = tuple(code for code in ("raised", "lowered", "additional", stances.UNLIKE) if rows[code].any())
    columns = [
        column("indicator_name"),
        *([] if in_field else [column("field_name")]),
        Column("assigned_asked", text.ASSIGNED_ASKED),
        *_counts(taken),
        Column("units", text.UNITS, fmt.number, is_number=True),
    ]
    links = {"indicator_name": lambda row: trace_links.of(view, row)}
    st.html(listing(queries.records(rows), columns, text.DEPARTURES, links=links))


def grid(view: View, frame: pd.DataFrame) -> dict[str, Any]:
    """What the matrix draws of rows of ``mart.plan_stance``: stances in the place of statuses."""
    units = queries.records(queries.read(view.snapshot, "mart.unit", order=["list_order"]))
    indicators = queries.records(queries.read(view.snapshot, "mart.indicator", order=["field_order", "list_order"]))
    rows = frame.assign(status=frame["stance"].map(stances.code_of), is_fragile=False)
    return matrix.grid(rows, units, indicators, list(stances.STANCES.values()))


def lowered(view: View, here: Where, in_field: Where) -> None:
    """Targets below what the province asks, each in words: somebody has to talk with the unit."""
    where = {**here, **in_field, "stance": "lowered"}
    rows = queries.read(view.snapshot, "mart.plan_stance", where=where, order=["is_focus desc", "indicator_code", "unit_short_name vi"])
    components.heading(text.LOWERED, text.LOWERED_HELP.format(count=fmt.number(len(rows))) if len(rows) else "")
    components.attention(view, queries.records(rows.assign(status=rows["stance"])), stances.STANCES, text.LOWERED_NONE, fits=False)


def outcomes(view: View, quarter: filters.Quarter, here: Where, in_field: Where) -> None:
    """What became of targets above the assigned ones: counted, then said one by one, those that were reached first."""
    at = {**here, **quarter.where}
    title = text.RAISED.format(quarter=quarter.inside)
    head = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="head_raised")
    with head:
        components.heading(title)
    counts = queries.one(view.snapshot, "mart.raised_count", where={**at, "field_code": ALL, **in_field})
    if not counts:
        st.write(text.RAISED_NONE)
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
    components.attention(view, queries.records(rows), view.statuses, text.RAISED_NONE)


def of_province(view: View, here: Where, level: filters.Choice, field: filters.Choice | None) -> None:
    """What the province asks against what the sector asks: of every target at `level`, and in words where they differ."""
    where = {**here, f"{level.code}_plan_code": ("!=", "")} | ({"field_code": field.code} if field else {})
    rows = queries.read(view.snapshot, "mart.plan_assigned", where=where, order=["field_order", "list_order"])
    if rows.empty:
        within = text.WITHIN.format(field=field.short_name) if field else ""
        st.write(text.ASSIGNED_NONE.format(year=here["year"], level=level.name.lower(), within=within))
        return
    title = text.ASSIGNED_LIST[level.code]
    counts = queries.one(view.snapshot, "mart.plan_assigned_field", where={**here, "field_code": field.code if field else ALL}) or {}
    other = {"national": "additional", "assigned": "inherited"}[level.code]
    taken = [each for each in stances.OF_PROVINCE.values() if counts.get(each.code) and each.code != other]
    if view.presenting:  # the whole list on one screen, in two halves
        components.legend(taken, counts)
        half = (len(rows) + 1) // 2
        for number, place in enumerate(st.columns(2, gap="large")):
            part = rows[number * half : (number + 1) * half]
            with place, st.container(key=f"assigned_targets_{number}"):
                st.html(listing(queries.records(part), _of_province("indicator_short_name"), title))
        return
    with st.container(key="sided_plan"):
        left, right = st.columns([0.74, 0.26], gap="large")
    with left:
        shown = [
            *([] if field else [Column("field_short_name", common.FIELD_LABEL)]),
            *_of_province("indicator_name"),
            Column("units_raised", text.UNITS_RAISED, _count, is_number=True),
            Column("units_lowered", text.UNITS_LOWERED, _count, is_number=True),
        ]
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="head_assigned"):
            components.heading(title)
            tables.tools(view, rows, shown, name="assigned", title=title, facts=str(here["year"]), is_figure=False)
        components.legend(taken, counts)
        links = dict.fromkeys(("national_asked", "assigned_asked"), lambda row: trace_links.of(view, row))
        links["indicator_name"] = lambda row: navigation.href("indicator", {"indicator": row["indicator_code"]})
        with st.container(key="assigned_targets"):
            st.html(listing(queries.records(rows), shown, title, links=links, joined="field_short_name"))
    with right:
        differing = rows[rows["stance"].isin(["lowered", "raised"]) | rows["stance"].isna()]
        components.heading(text.DEPARTING, text.DEPARTING_HELP.format(count=fmt.number(len(differing))) if len(differing) else "")
        st.html(_sentences(view, queries.records(differing.sort_values("stance", kind="stable", na_position="first"))))


def _of_province(name: str) -> list[Column]:
    return [
        column(name),
        Column("national_asked", text.NATIONAL_ASKED),
        Column("assigned_asked", text.ASSIGNED_ASKED),
        Column("stance", text.OF_PROVINCE, stances.words_of_province),
    ]


def _sentences(view: View, rows: list[dict[str, Any]]) -> str:
    """The province's targets that differ from the sector's, each leading to its indicator and to its source."""
    items = ""
    for row in rows:
        mark = common.FOCUS_MARK + " " if row["is_focus"] else ""
        name = f"{mark}{row['indicator_short_name']}"
        where = escape(navigation.href("indicator", {"indicator": row["indicator_code"]}))
        status = components.status(stances.OF_PROVINCE[stances.code_of(row["stance"])])
        items += (
            f'<li><div class="who">{status}<span><a href="{where}" target="_self">{escape(name)}</a></span>'
            f"{components.source(view, row)}</div><p>{escape(row['reason'])}</p></li>"
        )
    return f'<ol class="attention">{items}</ol>' if items else f"<p>{escape(text.DEPARTING_NONE)}</p>"


def units(view: View, here: Where) -> None:
    """Every unit with its documents and how many of its targets stand where; a unit without a document says so."""
    counted = queries.records(queries.read(view.snapshot, "mart.plan_unit", where=here, order=["list_order"]))
    where = {"year": here["year"], "level": "registered"}
    documents: dict[str, list[dict[str, Any]]] = {}
    for each in queries.records(queries.read(view.snapshot, "mart.plan", where=where, order=["issued_on"])):
        documents.setdefault(each["unit_code"], []).append(each)
    none = {"number": None, "issued_on": None, "title": text.UNIT_WITHOUT_PLAN}
    rows = []
    for unit in counted:
        first, *later = documents.get(unit["unit_code"], [none])
        rows.append(unit | first)
        rows += [{"unit_short_name": unit["unit_short_name"]} | each for each in later]
    taken = tuple(code for code in COUNTED if any(unit[code] for unit in counted))
    columns = [
        column("unit_short_name"),
        Column("number", text.NUMBER),
        Column("issued_on", text.ISSUED_ON, fmt.day),
        Column("title", text.TITLE),
        Column("parent_number", text.PARENT),
        Column("indicators", text.NAMED, fmt.number, is_number=True),
        *[Column(each.key, each.head, _of_unit, is_number=True) for each in _counts(taken)],
    ]
    components.heading(text.DOCUMENTS, text.DOCUMENTS_HELP)
    links = {code: _counted(view, code) for code in taken} | {"indicators": lambda row: _named(view, row)}
    st.html(listing(rows, columns, text.DOCUMENTS, joined="unit_short_name", links=links))


def _counted(view: View, code: str) -> Callable[[Row], str]:
    """Where a unit's count of a stance leads: to what it counts, if anything."""
    within = {trace_links.WITHIN: ALL}
    return lambda row: trace_links.counted(view, row["unit_code"], trace_links.STANCES, code, **within) if row.get(code, 0) > 0 else ""


def _named(view: View, row: Row) -> str:
    """Where the number of indicators that a document names leads: to its targets."""
    code = row.get("plan_code")
    return "" if fmt.is_unknown(code) else trace_links.counted(view, row["unit_code"], trace_links.TARGETS, str(code))


def _of_unit(value: Any) -> str:
    """A later document repeats no count: they are the unit's, not the document's."""
    return "" if fmt.is_unknown(value) else _count(value)


def targets(
    view: View,
    year: Where,
    in_field: Where,
    unit: filters.Choice | None,
    indicator: filters.Choice | None,
    level: filters.Choice,
) -> None:
    """Every target of one unit, of one indicator, or, while neither is chosen, those of the sector and the province; of one level."""
    where: dict[str, Any] = {**year, **in_field} | ({"indicator_code": indicator.code} if indicator else {})
    order = ["list_order", "issued_on", "unit_code", "volume_from"]
    if level.code != filters.HEADLINE:
        where["level"] = level.code
    if level.code == "registered" and not (unit or indicator):
        st.write(text.TARGETS_CHOOSE)
        return
    if unit:
        rows = queries.read(view.snapshot, "mart.target", where=where | {"unit_code": unit.code}, order=order)
    else:
        levels = {} if indicator else {"level": ["national", "assigned"]}
        rows = queries.read(view.snapshot, "mart.plan_target", where=levels | where, order=order)
    shown = [each for each in TARGETS if (indicator and not unit) or each.key != "unit_short_name"]
    if rows.empty:
        st.write(common.NOTHING_HERE)
        return
    # What stands there before anybody chose is for the screen: on paper it would be pages that nobody asked for.
    chosen = [unit.name] if unit else []
    chosen += [indicator.name] if indicator else []
    with st.container(key="chosen_targets" if chosen else "upper_targets"):
        if chosen:  # paper shows no filters
            st.html(f'<h2 class="part paper">{escape(text.TARGETS_OF.format(chosen=" · ".join(chosen)))}</h2>')
        links = {"asked": lambda row: trace_links.of(view, row)}
        st.html(listing(queries.records(rows), shown, text.TARGETS, joined="indicator_name", links=links))
    placed = [*shown, column("file"), tables.PLACE]
    tables.tools(view, rows, placed, name="targets", title=text.TARGETS, facts=str(year["year"]), is_figure=False)
