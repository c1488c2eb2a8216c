"""What is overdue or due soon, and everything else that is asked of the offices."""

from collections.abc import Mapping
from typing import Any

from ui.kit import follow_ups, queries, tables
from ui.kit import format as fmt
from ui.kit.columns import column
from ui.kit.filters import Quarter
from ui.kit.view import View
from ui.text import tasks as text

ORDER = ["status_order", "due_on", "unit_short_name vi", "task_key"]
IN_PICTURE = 4  # tasks that a picture has room for under the sentences
MEETINGS = ("weekly_meeting", "monthly_meeting")


def show(view: View, where: Mapping[str, Any], quarter: Quarter) -> None:
    """Tasks that somebody must act on, the most overdue first."""
    every = queries.rows(view.snapshot, "mart.task_status", columns=["as_of"], where=quarter.where, limit=1)
    rows = follow_ups.read(view, "mart.task_status", {**where, "status": list(follow_ups.DUE)}, ORDER)
    keys = ("kind_name", "text", "responsible", "status_name", "reason")
    columns = [column("unit_short_name"), *follow_ups.task_columns(view, *keys)]
    aside = text.DUE_HELP.format(day=fmt.day(every[0]["as_of"])) if every else ""
    tables.headed(view, rows, columns, name="tasks_due", title=text.DUE, aside=aside)
    follow_ups.listed(view, rows, columns, text.DUE, text.NO_DUE, most=IN_PICTURE if view.presenting else 200)


def rest(view: View, where: Mapping[str, Any]) -> None:
    """The others, those not done apart from those done."""
    rows = follow_ups.read(view, "mart.task_status", where, ORDER)
    rows = rows[~rows["status"].isin(follow_ups.DUE) & ~rows["kind"].isin(MEETINGS)]
    keys = ("kind_name", "text", "responsible", "due_on", "done", "status_name", "reason", "evidence")
    columns = [column("unit_short_name"), *follow_ups.task_columns(view, *keys)]
    tables.headed(view, rows, [*columns, *follow_ups.task_columns(view, "planned")], name="tasks", title=text.REST)
    if rows.empty:
        follow_ups.listed(view, rows, columns, text.REST, text.NO_REST)
        return
    follow_ups.listed(view, rows[rows["is_open"]], columns, text.REST_OPEN_LABEL, "", folded=text.REST_OPEN)
    follow_ups.listed(view, rows[~rows["is_open"]], columns, text.REST_DONE_LABEL, "", folded=text.REST_DONE)
