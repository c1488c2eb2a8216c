"""Whom to remind: units whose report is missing or was sent back."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from ui.kit import components
from ui.kit import format as fmt
from ui.kit.theme import Status
from ui.text import reporting as text

Row = Mapping[str, Any]


def show(rows: Sequence[Row], statuses: Mapping[str, Status]) -> None:
    """Each with what is awaited; `rows`: of ``report_states.read``, of one quarter."""
    items = ""
    for row in rows:
        day, moment = fmt.day(row["due_on"]), fmt.moment(row["last_refused_at"])
        if row["state"] == "missing":
            said = text.CHASE_MISSING.format(day=day)
        elif row["state"] == "refused":
            said = text.CHASE_REFUSED.format(day=day, moment=moment)
        elif row["state"] == "unread":
            said = text.CHASE_UNREAD.format(day=day, moment=moment)
        elif row["is_newer_refused"]:
            said = text.CHASE_NEWER.format(moment=moment)
        else:
            continue
        mark = components.status(statuses["refused" if row["is_newer_refused"] else row["state"]])
        items += f'<li><div class="who">{mark}<span>{escape(row["unit_name"])}</span></div><p>{escape(said)}</p></li>'
    awaited = sum(row["state"] == "not_due" for row in rows)
    none = text.CHASE_NOT_DUE.format(count=fmt.number(awaited)) if awaited else text.CHASE_NONE
    st.html(f'<ol class="attention">{items}</ol>' if items else f"<p>{escape(none)}</p>")
