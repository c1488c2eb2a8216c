"""What meetings concluded, as pages list it: each conclusion with where it stands on a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, navigation, offices, queries
from ui.kit import format as fmt
from ui.kit.listing import listing
from ui.kit.tables import Column
from ui.kit.view import View
from ui.text import briefing as text

TABLE = "mart.decision_state"
ALIVE = ("broken", "open")


def read(view: View, where: Mapping[str, Any], day: date) -> pd.DataFrame:
    """Those concluded by `day`, as they stood then; of a chosen unit with those of the offices that it carries."""
    if TABLE not in queries.tables(view.snapshot):  # a snapshot of an older program
        return pd.DataFrame(columns=["state", "decision_key", "holds_from"])
    on_the_day = {"holds_from": ("<=", day), "holds_until": (">", day)}
    order = ["state_order", "due_on", "decision_key"]
    return queries.read(view.snapshot, TABLE, where=offices.as_made(view, where) | on_the_day, order=order)


def beside(view: View, year: int, where: Mapping[str, Any]) -> None:
    """Under a heading of its own: those that are not done, and those that were since the `year` began. Nothing where there are none."""
    rows = read(view, where, view.day)
    first = queries.one(view.snapshot, "ref.periods", where={"year": year, "quarter": 1}) or {}
    if len(rows) and first:
        rows = rows[rows["state"].isin(ALIVE) | (rows["holds_from"] >= first["starts_on"])]
    if len(rows):
        components.heading(text.DECISIONS, text.DECISIONS_HELP.format(day=fmt.day(view.day)))
        listed(view, rows)


def listed(view: View, rows: pd.DataFrame, none: str = "") -> None:
    """As a table; `none`: what is said where there are no rows."""
    if rows.empty:
        st.write(none)
        return
    days = ("meeting_on", "due_on")
    columns = [
        Column("state", text.HEADS["state"], lambda code: text.STATES[code]),
        *(Column(key, text.HEADS[key], fmt.day if key in days else None) for key in text.HEADS if key != "state"),
    ]
    unit = {"unit_short_name": lambda row: navigation.href("unit", {"unit": row["unit_code"]})}
    html = listing(queries.records(rows), columns, text.DECISIONS, links=unit, is_quiet=lambda row: row["state"] not in ALIVE)
    st.html(f'<div class="decisions">{html}</div>')
