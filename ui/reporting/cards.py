"""The quarter in numbers: how many reports came, when, in which state; each leads to the reports it counts."""

from collections.abc import Iterable, Mapping
from typing import Any

from ui.kit import components, queries, report_states, trace_links
from ui.kit import format as fmt
from ui.kit.filters import Choice, Quarter
from ui.kit.view import ALL, View
from ui.reporting import warnings
from ui.text import reporting as text

Row = Mapping[str, Any]


def show(view: View, quarter: Quarter, province: Choice, unit: Choice | None, field: Choice | None, states: Iterable[str]) -> None:
    """Reports of the whole province, warnings of one unit and field where one is chosen; `states`: those of the quarter."""
    row = queries.one(view.snapshot, "mart.reporting_quarter", where=quarter.where | {"province_code": province.code})
    if row is None:
        return
    warned = warnings.counts(view, quarter, unit, province, field)
    where = [text.WARNINGS_BELOW, *(each.short_name for each in (unit, field) if each)]
    untimed = text.HEADS["reports_untimed"]
    late = text.LATE_MOST.format(days=fmt.number(row["days_late_most"])) if row["reports_late"] else ""
    components.cards(
        [
            _received(view, row, province),
            _state(view, row, province, "reports_on_time", "on_time"),
            _state(view, row, province, "reports_late", "late", late),
            *([_state(view, row, province, "reports_untimed", "untimed", name=untimed)] if row["reports_untimed"] else []),
            _state(view, row, province, "reports_refused", "refused", _of_nobody(view, quarter, province)),
            *([_state(view, row, province, "reports_unread", "unread")] if row["reports_unread"] else []),
            _state(view, row, province, "reports_missing", "not_due" if "not_due" in set(states) else "missing"),
            _state(view, row, province, "reports_corrected", "corrected"),
            components.Card(text.WARNINGS, fmt.number(warned.get(ALL, 0)), below=" · ".join(where)),
        ],
        text.CARDS_LABEL,
    )


def _received(view: View, row: Row, province: Choice) -> components.Card:
    of = text.RECEIVED_OF.format(expected=fmt.number(row["reports_expected"]))
    due = text.DUE.format(day=fmt.day(row["due_on"]))
    if row["reports_provisional"]:
        due += text.OF_WHICH_PROVISIONAL.format(count=fmt.number(row["reports_provisional"]))
    source = trace_links.counted(view, province.code, trace_links.REPORTS, "received")
    return components.Card(text.RECEIVED, fmt.number(row["reports_received"]), of, due, href=source)


def _of_nobody(view: View, quarter: Quarter, province: Choice) -> str:
    """Files sent back of which nobody knows whose they are: no office is counted for them."""
    files = queries.read(view.data, "log.returned_file", where=quarter.where | {"unit_names": None, "is_replaced": False})
    count = int((files["province_code"].isna() | (files["province_code"] == province.code)).sum())
    return text.OF_NOBODY.format(count=fmt.number(count)) if count else ""


def _state(view: View, row: Row, province: Choice, column: str, code: str, below: str = "", name: str = "") -> components.Card:
    state = report_states.statuses(view)[code]
    source = trace_links.counted(view, province.code, trace_links.REPORTS, code)
    return components.Card(name or state.name, fmt.number(row[column]), below=below, statuses=(state,), href=source)
