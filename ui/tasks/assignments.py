"""Who is in charge of which field; of all offices, only where nobody is."""

from collections.abc import Mapping
from typing import Any

from ui.kit import components, follow_ups, tables
from ui.kit.filters import Choice
from ui.kit.view import View
from ui.text import tasks as text


def show(view: View, where: Mapping[str, Any], unit: Choice | None) -> None:
    """Every field of a chosen unit, or the gaps of all."""
    components.heading(text.ASSIGNED, "" if unit else text.GAPS_HELP)
    wanted = where if unit else {**where, "is_assigned": False}
    rows = follow_ups.read(view, "mart.assignment", wanted, ["unit_short_name vi", "field_order"])
    columns = [tables.column("unit_short_name"), *follow_ups.task_columns(view, "field_short_name", "responsible")]
    follow_ups.listed(view, rows, columns, text.ASSIGNED, text.NO_GAPS, joined="unit_short_name")
