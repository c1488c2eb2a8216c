"""What changed since the publication before."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui.kit import format as fmt
from ui.kit import offices, queries
from ui.kit.columns import PLACE, column, in_reports
from ui.kit.filters import Choice
from ui.kit.view import View
from ui.reporting import lists
from ui.text import reporting as text

Row = Mapping[str, Any]

#: Changes that are no unit's. Files stand in lists of their own: refused ones above, taken ones behind each report.
COMMON_CHANGES = {"province_code": None, "kind": ["plan", "target", "definition"]}
CHANGED = [in_reports("kind_name"), in_reports("message"), column("file"), PLACE]


def show(view: View, unit: Choice | None, province: Choice, field: Choice | None) -> None:
    """Of this unit, or of the province with what is common to all.

    In a field: its indicators and figures; a report or a plan concerns every field.
    """
    before = view.info.get("previous_published_at")
    since = "" if fmt.is_unknown(before) else text.CHANGES_SINCE.format(moment=fmt.moment(before))
    above = lists.head("changes", text.CHANGES, since)
    wanted: list[dict[str, Any]] = [{"province_code": province.code}, COMMON_CHANGES]
    if unit:
        wanted = [offices.as_made(view, {"unit_code": unit.code})]
    frame = pd.concat(queries.read(view.data, "log.change", where=where) for where in wanted).sort_values("list_order")
    none = text.CHANGES_NONE if since else text.CHANGES_FIRST
    if field:
        others = _of_other_fields(view, field)
        frame = frame[~(frame["indicator_code"].isin(others) | frame["data_element_code"].isin(others))]
        none = text.CHANGES_NONE_FIELD.format(field=field.short_name) if since else none
    lists.listed(view, frame, CHANGED, above=above, name="changes", title=text.CHANGES, none=none, facts=since)


def _of_other_fields(view: View, field: Choice) -> set[str]:
    """The codes of the indicators and data elements that are not of the field."""
    elsewhere = {"field_code": ("!=", field.code)}
    indicators = queries.read(view.data, "ref.indicators", columns=["indicator_code"], where=elsewhere)
    elements = queries.read(view.data, "ref.data_elements", columns=["data_element_code"], where=elsewhere)
    return {*indicators["indicator_code"], *elements["data_element_code"]}
