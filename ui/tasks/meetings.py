"""Weekly and monthly meetings held against planned, office by office."""

from collections.abc import Mapping
from typing import Any

from ui.kit import components, follow_ups, tables
from ui.kit.view import View
from ui.tasks.due import MEETINGS
from ui.text import tasks as text


def show(view: View, where: Mapping[str, Any]) -> None:
    """Those behind their pace first."""
    components.heading(text.MEETINGS, text.MEETINGS_HELP)
    order = ["kind desc", "is_behind desc", "unit_short_name vi"]
    rows = follow_ups.read(view, "mart.task_status", {**where, "kind": list(MEETINGS)}, order)
    columns = [*follow_ups.task_columns(view, "kind_name"), tables.column("unit_short_name")]
    columns += follow_ups.task_columns(view, "done", "expected", "reason", "responsible")
    follow_ups.listed(view, rows, columns, text.MEETINGS, text.NO_MEETINGS, joined="kind_name")
