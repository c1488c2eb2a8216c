"""The year so far of one line of cases at one place, in numbers that lead to their source."""

from collections.abc import Mapping
from typing import Any

from ui.kit import components, trace_links
from ui.kit import format as fmt
from ui.kit.view import View
from ui.text import caseflow as text
from ui.text import common

Row = Mapping[str, Any]


def show(view: View, row: Row) -> None:
    """`row`: of ``mart.caseflow`` or ``mart.province_caseflow``."""
    source = trace_links.of(view, row)
    unit = row["unit_of_measure"] or ""
    carried_over = row.get("carried_over", row["opening"])
    estimate = common.ESTIMATE if row.get("is_estimate") is True else ""
    note = "" if fmt.is_unknown(row.get("stock_change_note")) else str(row["stock_change_note"])
    shown = [
        components.Card(text.OPENING, fmt.amount(row["opening"]), unit, estimate, href=source),
        components.Card(text.RECEIVED, fmt.amount(row["received"]), unit, text.TO_DATE, href=source),
        components.Card(text.RESOLVED, fmt.amount(row["resolved"]), unit, text.TO_DATE, href=source),
        components.Card(text.CLOSING, fmt.amount(row["closing"]), unit, _since(row), href=source, note=note),
        components.Card(
            text.RATE,
            fmt.percent(row["resolution_percent"]),
            "",
            _resolved(row),
            href=source,
        ),
        components.Card(text.CARRIED, fmt.percent(row["carried_over_resolved_percent"]), "", _carried(row, carried_over), href=source),
    ]
    if "units_counted" in row:
        missing = row["units_missing"]
        below = text.COUNTED_ALL if fmt.is_unknown(missing) else text.COUNTED_WITHOUT.format(names=missing)
        if row["units_closed"]:
            below = text.COUNTED_CLOSED.format(below=below, closed=fmt.number(row["units_closed"]))
        of = text.COUNTED_OF.format(expected=fmt.number(row["units_expected"]))
        shown.append(components.Card(text.COUNTED, fmt.number(row["units_counted"]), of, below, href=source))
    components.cards(shown, text.CARDS_LABEL)


def _since(row: Row) -> str:
    if not fmt.is_unknown(row.get("stock_change_note")):
        return text.UNLIKE
    return "" if fmt.is_unknown(row["stock_change"]) else text.CHANGE.format(change=fmt.change(row["stock_change"]))


def _resolved(row: Row) -> str:
    if not _is_known(row):
        return text.UNKNOWN_YET
    return text.RATE_BELOW.format(counted=fmt.of(row["resolved"], row["to_resolve"])) if row["to_resolve"] else text.NOTHING


def _carried(row: Row, carried_over: Any) -> str:
    if not _is_known(row):
        return text.UNKNOWN_YET
    if fmt.is_unknown(row["carried_over_resolved"]):
        return text.CARRIED_UNKNOWN
    if carried_over == 0:
        return text.NOTHING_CARRIED
    if row["carried_over_resolved"] > carried_over:
        return text.CARRIED_TAKEN_OVER.format(count=fmt.amount(row["carried_over_resolved"]), opening=fmt.amount(carried_over))
    return text.CARRIED_BELOW.format(counted=fmt.of(row["carried_over_resolved"], carried_over))


def _is_known(row: Row) -> bool:
    """Whether a unit's row is whole, or a province's has at least one unit that is."""
    return bool(row["is_known"] if "is_known" in row else row["units_counted"] or row["units_closed"])
