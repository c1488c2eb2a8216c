"""The year as a strip of months: how many tasks fall due in each, and how many of them are overdue."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import follow_ups, offices, queries, tables
from ui.kit import format as fmt
from ui.kit.columns import Column
from ui.kit.filters import Choice
from ui.kit.view import View
from ui.text import tasks as text

COUNTED = ("tasks", "done_tasks", "overdue", "due_soon")


def show(view: View, here: Mapping[str, Any], unit: Choice | None) -> None:
    """Of the quarter and province of `here`, or of one office; nothing where no task has a day."""
    if unit and len(offices.behind(view, unit.code)) > 1:
        return
    scope = {"scope": "unit_month", "unit_code": unit.code} if unit else {"scope": "month"}
    months = queries.rows(view.snapshot, "mart.task_count", where={**here, **scope}, order=["place_code"])
    if not months:
        return
    columns = [Column("place_name", text.MONTH), *(Column(key, text.HEADS[key], fmt.number, is_number=True) for key in COUNTED)]
    tables.headed(view, pd.DataFrame(months), columns, name="months", title=text.CALENDAR, aside=text.CALENDAR_HELP)
    late = f'class="late" style="color:{follow_ups.statuses(view)["overdue"].colour}"'
    items = "".join(
        f'<li title="{escape(_said(row))}"><small>{escape(row["place_name"])}</small><b>{fmt.number(row["tasks"])}</b>'
        f"<i {late if row['overdue'] else ''}>{fmt.number(row['overdue'])}</i></li>"
        for row in months
    )
    st.html(f'<ol class="months" aria-label="{escape(text.CALENDAR)}">{items}</ol>')


def _said(row: Mapping[str, Any]) -> str:
    counted = (f"{text.HEADS[key]} {fmt.number(row[key])}" for key in COUNTED)
    return f"{row['place_name']}: {', '.join(counted)}"
