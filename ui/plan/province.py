"""What the province asks against what the sector asks: of every target, and in words where they differ."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, navigation, queries, stances, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import Column, column
from ui.kit.filters import Choice
from ui.kit.listing import listing
from ui.kit.theme import Status
from ui.kit.view import View
from ui.plan import stance_counts
from ui.text import common
from ui.text import plan as text

Where = Mapping[str, Any]
Row = Mapping[str, Any]


def show(view: View, here: Where, level: Choice, field: Choice | None) -> None:
    """The targets that stand at `level`: the sector's or the province's own."""
    where = {**here, f"{level.code}_plan_code": ("!=", "")} | ({"field_code": field.code} if field else {})
    rows = queries.read(view.snapshot, "mart.plan_assigned", where=where, order=["field_order", "list_order"])
    if rows.empty:
        within = text.WITHIN.format(field=field.short_name) if field else ""
        st.write(text.ASSIGNED_NONE.format(year=here["year"], level=level.name.lower(), within=within))
        return
    counts = stance_counts.of(view, here, "assigned", field.code if field else None)
    other = {"national": "additional", "assigned": "inherited"}[level.code]
    taken = [each for each in stances.OF_PROVINCE.values() if counts.get(each.code) and each.code != other]
    title = text.ASSIGNED_LIST[level.code]
    if view.presenting:
        _in_halves(rows, title, taken, counts)
        return
    with st.container(key="sided_plan"):
        left, right = st.columns([0.74, 0.26], gap="large")
    with left:
        _listed(view, rows, title, taken, counts, str(here["year"]), is_one_field=field is not None)
    with right:
        differing = rows[rows["stance"].isin(["lowered", "raised"]) | rows["stance"].isna()]
        components.heading(text.DEPARTING, text.DEPARTING_HELP.format(count=fmt.number(len(differing))) if len(differing) else "")
        st.html(_sentences(view, queries.records(differing.sort_values("stance", kind="stable", na_position="first"))))


def _in_halves(rows: pd.DataFrame, title: str, taken: Sequence[Status], counts: Row) -> None:
    """The whole list on one screen."""
    components.legend(taken, counts)
    half = (len(rows) + 1) // 2
    for number, place in enumerate(st.columns(2, gap="large")):
        part = rows[number * half : (number + 1) * half]
        with place, st.container(key=f"assigned_targets_{number}"):
            st.html(listing(queries.records(part), _columns("indicator_short_name"), title))


def _listed(
    view: View, rows: pd.DataFrame, title: str, taken: Sequence[Status], counts: Row, facts: str, is_one_field: bool
) -> None:
    shown = [
        *([] if is_one_field else [Column("field_short_name", common.FIELD_LABEL)]),
        *_columns("indicator_name"),
        Column("units_raised", text.UNITS_RAISED, fmt.number, is_number=True),
        Column("units_lowered", text.UNITS_LOWERED, fmt.number, is_number=True),
    ]
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="head_assigned"):
        components.heading(title)
        tables.tools(view, rows, shown, name="assigned", title=title, facts=facts, is_figure=False)
    components.legend(taken, counts)
    links = dict.fromkeys(("national_asked", "assigned_asked"), lambda row: trace_links.of(view, row))
    links["indicator_name"] = lambda row: navigation.href("indicator", {"indicator": row["indicator_code"]})
    with st.container(key="assigned_targets"):
        st.html(listing(queries.records(rows), shown, title, links=links, joined="field_short_name"))


def _columns(name: str) -> list[Column]:
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
