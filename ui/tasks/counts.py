"""How many tasks stand how: of each office, of each field, and of the people who have something overdue."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.kit import components, offices, queries, tables, trace_links
from ui.kit import format as fmt
from ui.kit.columns import Column
from ui.kit.filters import Choice
from ui.kit.listing import listing
from ui.kit.view import View
from ui.text import tasks as text

COUNTS = ("overdue", "due_soon", "done_tasks", "tasks")


PROVINCE = (("unit", text.BY_UNIT, ""), ("field", text.BY_FIELD, ""), ("person", text.BY_PERSON, text.BY_PERSON_HELP))
UNIT = (("unit_field", text.BY_FIELD, ""), ("person", text.BY_PERSON, text.BY_PERSON_HELP))


def show(view: View, here: Mapping[str, Any], unit: Choice | None) -> None:
    """Of the quarter and province of `here`, or of one office; of one that carries others nothing: what they did is not added up."""
    if unit and len(offices.behind(view, unit.code)) > 1:
        return
    where = {**here, "unit_code": unit.code} if unit else here
    for scope, title, aside in (UNIT if unit else PROVINCE)[: 1 if view.presenting else None]:
        rows = queries.read(
            view.snapshot, "mart.task_count", where={**where, "scope": scope}, order=["place_order", "overdue desc", "place_name vi"]
        )
        if scope == "person":
            rows = rows[(rows["overdue"] > 0) | (rows["due_soon"] > 0)].sort_values("overdue", ascending=False, kind="stable")
        if rows.empty:
            continue
        columns = [Column("place_name", text.PLACES[scope]), *(Column(key, text.HEADS[key], fmt.amount, is_number=True) for key in COUNTS)]
        links = {}
        if scope == "unit":
            links = {key: _leads(view, key) for key in ("overdue", "due_soon")}
        tables.headed(view, rows, columns, name=f"tasks_{scope}", title=title, aside=aside)
        few = components.FEW if scope == "person" else None  # the most overdue first; offices come by name, and none may be hidden
        st.html(listing(queries.records(rows), columns, title, links=links, is_compact=True, most=24, few=few))


def _leads(view: View, status: str) -> Any:
    return lambda row: trace_links.counted(view, row["place_code"], trace_links.TASKS, status) if row[status] else ""
