"""The rest of an office's year: its plan, its tasks, what inspections found, and this year beside the last."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui.kit import components, follow_ups, queries, theme
from ui.kit import format as fmt
from ui.kit.columns import Column, column
from ui.kit.filters import Choice, Quarter
from ui.kit.listing import listing
from ui.kit.view import View
from ui.text import common
from ui.text import inspections as inspections_text
from ui.text import tasks as text
from ui.text import unit as unit_text

Row = Mapping[str, Any]
#: What is read of what: each column more costs.
WHOSE = ("unit_code", "unit_short_name", "reason")
FOLLOWED = ("kind_name", "text", "status")
RESULT = ("measure", "numerator", "denominator", "value", "value_places", "target", "status")
REVIEWED = ("indicator_name", "direction", "change", "reason", *RESULT, *(f"previous_{key}" for key in RESULT))


def show(view: View, unit: Choice, quarter: Quarter) -> None:
    """The plan as a sentence, tasks that are due or overdue, findings that are open."""
    components.heading(text.PLAN, text.PLAN_HELP)
    of_year, here = {"year": quarter.year, "unit_code": unit.code}, quarter.where | {"unit_code": unit.code}
    items = view.once(lambda: _documents(view, unit, of_year, here))
    st.html(f'<ol class="attention">{items}</ol>' if items else f"<p>{escape(text.NO_PLAN)}</p>")
    due, still = {**here, "status": list(follow_ups.DUE)}, {**here, "is_open": True}
    tasks = follow_ups.read(view, "mart.task_status", due, ["status_order", "due_on"], (*WHOSE, *FOLLOWED, "task_key", "responsible"))
    columns = [*_whose(tasks, unit), *follow_ups.task_columns(view, "kind_name", "text", "responsible", "status_name", "reason")]
    follow_ups.listed(view, tasks, columns, text.DUE, text.NO_DUE)
    found = follow_ups.read(view, "mart.finding_status", still, ["status_order", "due_on"], (*WHOSE, *FOLLOWED, "finding_key"))
    columns = [*_whose(found, unit), *follow_ups.finding_columns(view, "kind_name", "text", "status_name", "reason")]
    follow_ups.listed(view, found, columns, inspections_text.FINDINGS, lambda: follow_ups.none_open(view, here, quarter.inside))


def _whose(rows: pd.DataFrame, unit: Choice) -> list[Column]:
    """The column that names the office, where some are of one that the chosen office carries."""
    return [column("unit_short_name")] if bool(rows["unit_code"].ne(unit.code).any()) else []


def _documents(view: View, unit: Choice, of_year: Row, here: Row) -> str:
    said = queries.records(follow_ups.read(view, "mart.plan_status", of_year, ["unit_short_name vi", "plan_no"], (*WHOSE, "plan_code")))
    said += queries.records(follow_ups.read(view, "mart.inspection", here, ["decided_on"], (*WHOSE, "inspection_key")))
    return "".join(f"<li><p>{components.linked(_of(row, unit), follow_ups.link(view)(row))}</p></li>" for row in said)


def _of(row: Row, unit: Choice) -> str:
    """A sentence with its office's name before it, where the chosen office carries that one."""
    if row["unit_code"] == unit.code:
        return str(row["reason"])
    return unit_text.SAID_BY.format(unit=row["unit_short_name"], words=row["reason"])


def review(view: View, unit: Choice, quarter: Quarter, in_field: Row) -> None:
    """Every indicator of this year or the last, side by side; and the cases carried over, until they are resolved."""
    here = quarter.where | {"unit_code": unit.code, **in_field}
    rows = queries.read(view.data, "mart.year_review", columns=REVIEWED, where=here, order=["field_code", "indicator_code"])
    before = rows["previous_status"]
    if not (before.notna() & before.ne("not_reported")).any():  # nothing is known of the year before
        return
    counted = rows["change"].value_counts()
    changes = {change: fmt.number(counted.get(change, 0)) for change in ("same", "target", "formula", "new", "gone")}
    components.heading(text.REVIEW, text.REVIEW_HELP.format(**changes))
    st.html(f'<h3 class="file">{escape(text.CARRIED)}</h3>{_carried_over(view, here)}')
    columns = [
        column("indicator_name"),
        Column("now", text.REVIEW_HEADS["now"], write_row=lambda row: _result(view, row, "")),
        Column("before", text.REVIEW_HEADS["before"], write_row=lambda row: _result(view, row, "previous_")),
        Column("reason", text.REVIEW_HEADS["reason"]),
        Column("target", text.REVIEW_HEADS["target_now"], write_row=lambda row: fmt.target(row["target"], row["measure"]), is_number=True),
        Column(
            "previous_target", text.REVIEW_HEADS["target_before"],
            write_row=lambda row: fmt.target(row["previous_target"], row["previous_measure"]), is_number=True,
        ),
    ]  # fmt: skip
    drawn = view.once(lambda: listing(queries.records(rows), columns, text.REVIEW))
    components.folded(text.REVIEW_ALL.format(count=fmt.number(len(rows))), drawn)


def _carried_over(view: View, here: Row) -> str:
    """What is left of the cases carried over; where none is, whether all are resolved, none were, or nobody said."""
    flows = queries.rows(view.data, "mart.carried_over", where=here, order=["flow_order"])
    left = "".join(f"<li><p>{escape(row['reason'])}</p></li>" for row in flows if row["carried_over_left"] > 0)
    if left:
        return f'<ol class="attention">{left}</ol>'
    if flows:
        return f"<p>{escape(text.CARRIED_DONE)}</p>"
    told = [row["is_known"] for row in queries.rows(view.data, "mart.caseflow", columns=["is_known"], where=here)]
    return f"<p>{escape(text.CARRIED_UNKNOWN if told and not any(told) else text.NO_CARRIED)}</p>"


def _result(view: View, row: Row, before: str) -> str:
    if fmt.is_unknown(row[f"{before}status"]) or fmt.is_unknown(row[f"{before}measure" if before else "measure"]):
        return common.UNKNOWN
    value = fmt.result(row, before)
    of = f" ({fmt.of(row[f'{before}numerator'], row[f'{before}denominator'])})" if not fmt.is_unknown(row[f"{before}denominator"]) else ""
    status = theme.status_of(row, view.statuses, f"{before}status")
    return f"{status.glyph} {status.name} {value}{of}"
