"""How targets come down, as a strip of three steps: the sector's directive, the province's plan, the units' plans."""

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from ui.kit import components, queries, trace_links
from ui.kit import format as fmt
from ui.kit.view import View
from ui.text import plan as text

Row = Mapping[str, Any]


def show(view: View, here: Row) -> None:
    """The documents of the two upper levels, and below them how many units have a plan, of the year and province of `here`."""
    of_year = queries.one(view.snapshot, "mart.plan_year", where=here) or {}
    steps = [
        _step(text.NATIONAL, _documents(view, here, "national", text.NO_NATIONAL)),
        _step(text.ASSIGNED, _documents(view, here, "assigned", text.NO_ASSIGNED)),
        _step(text.REGISTERED, _registered(of_year)),
    ]
    st.html(f'<ol class="cascade" aria-label="{escape(text.CASCADE_LABEL)}">{"".join(steps)}</ol>')


def _step(name: str, body: str) -> str:
    return f"<li><h2>{escape(name)}</h2>{body}</li>"


def _documents(view: View, here: Row, level: str, none: str) -> str:
    """The documents of a level, as they were issued."""
    where = {"year": here["year"], "level": level}
    rows = queries.rows(view.snapshot, "mart.plan", where=where, order=["issued_on"])
    if not rows:
        return f"<p>{escape(none)}</p>"
    return "".join(
        f"<p><b>{escape(_named(row))}</b> · {_counted(view, row)}<br>"
        f"{escape(str(row['title']))}</p>"
        for row in rows
    )


def _counted(view: View, row: Row) -> str:
    """How many indicators a document names, leading to its targets."""
    said = text.INDICATORS.format(count=fmt.number(row["indicators"]))
    return components.linked(said, trace_links.counted(view, view.choices["province"], trace_links.TARGETS, row["plan_code"]))


def _named(row: Row) -> str:
    return text.DOCUMENT.format(number=_or_dash(row["number"]), day=fmt.day(row["issued_on"]))


def _registered(row: Row) -> str:
    if not row:
        return f"<p>{escape(text.NO_UNITS)}</p>"
    said = text.UNITS_WITH_PLAN.format(having=fmt.number(row["units_with_plan"]), units=fmt.number(row["units"]))
    when = text.ISSUED_BETWEEN.format(
        count=fmt.number(row["documents"]), first=fmt.day(row["first_issued_on"]), last=fmt.day(row["last_issued_on"])
    )
    if not row["documents"]:
        when = text.NONE_REGISTERED
    elif not fmt.is_unknown(row["units_missing"]):
        when += text.UNITS_MISSING.format(names=row["units_missing"])
    return f"<p><b>{escape(said)}</b><br>{escape(when)}</p>"


def _or_dash(value: Any) -> str:
    return text.NO_NUMBER if fmt.is_unknown(value) else str(value)
