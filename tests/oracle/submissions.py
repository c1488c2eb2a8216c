"""Section 8, mart.submission_status: who was expected to report, who did, and when."""

from typing import Any

from tests.oracle.rows import Columns
from tests.oracle.view import View


def submission_statuses(view: View) -> dict[tuple[Any, ...], Columns]:
    """By unit, year and quarter, for every unit open in the quarter or heard of in it."""
    found: dict[tuple[Any, ...], Columns] = {}
    for quarter in view.quarters:
        for unit in view.units:
            sent = [s for s in view.inbox.submissions if s.key == (unit, quarter.year, quarter.number)]
            if view.is_open(unit, quarter) or sent:
                found[unit, quarter.year, quarter.number] = status_of(view, unit, quarter, sent)
    return found


def status_of(view: View, unit: str, quarter: Any, sent: list[Any]) -> Columns:
    key = unit, quarter.year, quarter.number
    report, first = view.report(unit, quarter), view.inbox.first_accepted.get(key)
    refused = [submission for submission in sent if submission.is_refused]
    status = "accepted" if report else "refused" if refused and sent[-1].is_refused else "missing"
    current = view.inbox.in_force.get(key) or (refused[-1] if status == "refused" else None)
    columns: Columns = {
        "expected": view.is_open(unit, quarter),
        "status": status,
        "due_on": view.calendar.due_on(quarter),  # **2** Its report is due when everybody's is.
        "period_to": report.to if report else None,
        "version": report.version if report else None,
        "is_on_time": None,
    }
    if current is None or current.received_at is not None:
        columns["received_at"] = current.received_at if current else None
    if first and first.received_at is not None:
        columns["is_on_time"] = first.received_at <= view.calendar.due_at(quarter)
    elif first:
        del columns["is_on_time"]
    return columns
