"""What pages share of tasks and findings: their statuses, columns, sentences of the year, and the links behind them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, offices, queries, theme, trace_links
from ui.kit import format as fmt
from ui.kit.columns import Column
from ui.kit.listing import listing
from ui.kit.theme import Status
from ui.kit.view import View
from ui.text import common as text
from ui.text import inspections as inspections_text
from ui.text import tasks as tasks_text

Row = Mapping[str, Any]
DUE = ("overdue", "due_soon")
FEW = 15  # rows that are not worth folding
PLAN_TOPICS = ("plan_issued", "plan_raised", "plan_added", "assignment")
FOUND_TOPICS = ("inspection", "shortcoming", "reminder")


def statuses(view: View) -> dict[str, Status]:
    """The statuses of tasks and findings by code, what needs somebody first."""
    return queries.once(_statuses, queries.Source(view.snapshot))


def _statuses(source: queries.Source) -> dict[str, Status]:
    return theme.statuses(queries.rows(source, "ref.follow_up_statuses"))


def read(view: View, table: str, where: Row, order: Sequence[str], columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Rows of a table that stays with the offices that made them; of all that a chosen unit carries."""
    return queries.read(view.snapshot, table, where=offices.as_made(view, where), order=order, columns=columns)


def status_column(view: View, head: str) -> Column:
    words = statuses(view)
    return Column("status", head, lambda code: f"{words[code].glyph} {words[code].name}")


def task_columns(view: View, *keys: str) -> list[Column]:
    """Columns of ``mart.task_status``."""
    return [_task_column(view, key) for key in keys]


def _task_column(view: View, key: str) -> Column:
    head = tasks_text.HEADS.get(key, key)
    if key == "status_name":
        return status_column(view, head)
    if key == "due_on":
        return Column(key, head, fmt.day)
    if key == "done":
        return Column(key, head, write_row=_done, is_number=True)
    if key in ("expected", "planned"):
        return Column(key, head, fmt.amount, is_number=True)
    return Column(key, head)


def _done(row: Row) -> str:
    if fmt.is_unknown(row["done"]):
        return text.UNKNOWN
    return tasks_text.DONE_OF.format(done=fmt.amount(row["done"]), planned=fmt.amount(row["planned"]))


def finding_columns(view: View, *keys: str) -> list[Column]:
    """Columns of ``mart.finding_status``."""
    heads = inspections_text.HEADS | {"reason": inspections_text.SUMMARY}
    made = []
    for key in keys:
        if key == "status_name":
            made.append(status_column(view, heads[key]))
        elif key == "due_on":
            made.append(Column(key, heads[key], fmt.day))
        elif key == "age_days":
            made.append(Column(key, heads[key], fmt.amount, is_number=True))
        else:
            made.append(Column(key, heads[key]))
    return made


def none_open(view: View, where: Row, quarter: str) -> str:
    """What is said where no finding is open: that all were put right, or that there was nothing yet to put right."""
    found = read(view, "mart.finding_status", {**where, "kind": ("!=", "strength")}, ["finding_key"], ["finding_key"])
    return inspections_text.NOTHING_FOUND.format(quarter=quarter) if found.empty else inspections_text.NO_FINDINGS


def listed(
    view: View,
    rows: pd.DataFrame,
    columns: Sequence[Column],
    label: str,
    none: str | Callable[[], str],
    joined: str | None = None,
    most: int = 200,
    folded: str = "",
) -> None:
    """A table of tasks or findings whose texts lead to every word on them, each with its cell; or that there are none.

    A long one with the name `folded` is closed under that name, with the count of its rows, until somebody asks for it.
    """
    if rows.empty:
        if said := none() if callable(none) else none:
            st.html(f"<p>{escape(said)}</p>")
        return
    links = {"text": link(view), "number": link(view), "responsible": link(view)}
    is_folded = bool(folded) and len(rows) > FEW
    few = None if is_folded else components.FEW
    made = view.once(lambda: listing(queries.records(rows), columns, label, joined=joined, links=links, most=most, few=few))
    if is_folded:
        components.folded(folded.format(count=fmt.number(len(rows))), made)
    else:
        st.html(made)


def link(view: View) -> Callable[[Row], str]:
    """Where a row of tasks, findings or inspections leads."""
    return lambda row: trace_links.record(view, row)


def lines(view: View, province: str, where: Row, leave_out: Iterable[str] = (), only: Iterable[str] = ()) -> None:
    """The sentences of ``mart.year_line``, each leading to what it counts."""
    rows = queries.rows(view.snapshot, "mart.year_line", where={**where, "province_code": province}, order=["topic_order"])
    chosen = [row for row in rows if (not only or row["topic"] in set(only)) and row["topic"] not in set(leave_out)]
    items = view.once(lambda: [f'<p data-topic="{escape(row["topic"])}">{_sentence(view, province, row)}</p>' for row in chosen])
    none = inspections_text.NO_LINES if only else tasks_text.NO_LINES
    st.html(components.sentences(items) if items else f"<p>{escape(none)}</p>")


def _sentence(view: View, province: str, row: Row) -> str:
    head, colon, rest = str(row["reason"]).partition(":")
    topic = str(row["topic"])
    if topic in PLAN_TOPICS:
        address = trace_links.counted(view, province, trace_links.PLANS, topic)
    elif topic in FOUND_TOPICS:
        address = trace_links.counted(view, province, trace_links.FINDINGS, topic)
    else:
        address = trace_links.counted(view, province, trace_links.TASKS, topic)
    return f"<b>{components.linked(head, address)}</b>{escape(colon + rest)}"
