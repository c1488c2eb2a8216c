"""Who is in charge of which field; of all offices, only where nobody is."""

from collections.abc import Mapping
from typing import Any

from ui.kit import follow_ups, tables
from ui.kit.columns import column
from ui.kit.filters import Choice
from ui.kit.view import View
from ui.text import tasks as text


def show(view: View, where: Mapping[str, Any], unit: Choice | None) -> None:
    """Every field of a chosen unit, or the gaps of all."""
    rows = follow_ups.read(view, "mart.assignment", where, ["unit_short_name vi", "field_order"])
    nothing = text.NO_ASSIGNED if rows.empty else text.NO_GAPS
    if not unit:
        rows = rows[~rows["is_assigned"].astype(bool)]
    columns = [column("unit_short_name"), *follow_ups.task_columns(view, "field_short_name", "responsible")]
    tables.headed(view, rows, columns, name="assigned", title=text.ASSIGNED, aside="" if unit else text.GAPS_HELP)
    follow_ups.listed(view, rows, columns, text.ASSIGNED, nothing, joined="unit_short_name")
