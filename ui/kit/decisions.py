"""What meetings concluded, as pages list it: each conclusion with where it stands on a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, navigation, offices, queries
from ui.kit import format as fmt
from ui.kit.columns import Column
from ui.kit.listing import listing
from ui.kit.view import View
from ui.text import briefing as text

_DAYS = ("meeting_on", "due_on")
_COLUMNS = {key: Column(key, head, fmt.day if key in _DAYS else None) for key, head in text.HEADS.items()}
_COLUMNS["state"] = Column("state", text.HEADS["state"], lambda code: text.STATES[code])
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


def listed(view: View, rows: pd.DataFrame, none: str = "", is_narrow: bool = False) -> None:
    """As a table; `none`: what is said where there are no rows; `is_narrow`: in a column of a page, where ten columns would be cut."""
    if rows.empty:
        st.write(none)
        return
    if is_narrow:
        columns = [_COLUMNS["state"], Column("task", text.HEADS["task"], write_row=_whole), _COLUMNS["due_on"]]
    else:
        columns = list(_COLUMNS.values())
    unit = {"unit_short_name": lambda row: navigation.href("unit", {"unit": row["unit_code"]})}
    html = listing(queries.records(rows), columns, text.DECISIONS, links=unit, is_quiet=lambda row: row["state"] not in ALIVE)
    st.html(f'<div class="decisions">{html}</div>')


def _whole(row: Mapping[str, Any]) -> str:
    """The conclusion and, after it, whose it is, from which meeting, who entered it, and how it ended."""
    known = {key: row[key] for key in text.PARTS if not fmt.is_unknown(row[key]) and row[key] != ""}
    parts = [text.PARTS[key].format(value=_COLUMNS[key].cell(row)).rstrip(" .") for key in known]
    return f"{str(row['task']).rstrip(' .')}. {'; '.join(parts)}."
