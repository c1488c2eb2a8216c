"""What later versions of a report changed: old and new value, when, in which file."""

from collections.abc import Mapping
from typing import Any

from ui.kit import format as fmt
from ui.kit import queries
from ui.kit.columns import PLACE, column, in_reports
from ui.kit.view import View
from ui.reporting import lists
from ui.text import reporting as text

Row = Mapping[str, Any]


def _changed(value: Any) -> str:
    return text.ABSENT if fmt.is_unknown(value) else fmt.amount(value)


REVISED = [
    column("unit_short_name"),
    in_reports("data_element_name"),
    in_reports("old_value", _changed, is_number=True),
    in_reports("new_value", _changed, is_number=True),
    column("unit_of_measure"),
    column("version", fmt.amount, is_number=True),
    column("received_at", fmt.moment),
    column("file"),
    PLACE,
]


def show(view: View, where: Mapping[str, Any], facts: str) -> None:
    """`where`: conditions on ``mart.revision``."""
    rows = queries.read(view.snapshot, "mart.revision", where=where, order=["unit_code", "field_code", "data_element_code", "version"])
    above = lists.head("revisions", text.REVISIONS, facts)
    lists.listed(view, rows, REVISED, above=above, name="revisions", title=text.REVISIONS, none=text.REVISIONS_NONE, facts=facts)
