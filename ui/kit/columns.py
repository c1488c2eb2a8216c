"""What a column of a table is, and the columns that several lists share: results, flows, targets, stances, reports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from common import periods
from ui.kit import format as fmt
from ui.kit import offices, queries, stances, theme
from ui.kit.view import View
from ui.text import caseflow, plan, reporting
from ui.text import common as text


@dataclass(frozen=True)
class Column:
    """One column of a table: the published column it shows, its head, and how a value is written.

    `write` takes the value; one of a row's other columns can matter (a value's measure), then `write_row` takes the row.
    `note` says on hover what the cell does not.
    """

    key: str
    head: str
    write: Callable[[Any], str] | None = None
    write_row: Callable[[Mapping[str, Any]], str] | None = None
    is_number: bool = False
    note: Callable[[Mapping[str, Any]], str] | None = None

    def cell(self, row: Mapping[str, Any]) -> str:
        """The text of this column in `row`."""
        if self.write_row:
            return self.write_row(row)
        value = row[self.key]
        if self.write:
            return self.write(value)
        return text.UNKNOWN if fmt.is_unknown(value) else str(value)


def column(key: str, write: Callable[[Any], str] | None = None, head: str | None = None, is_number: bool = False) -> Column:
    """A column under its common head (``ui.text.common.COLUMNS``)."""
    return Column(key, head or text.COLUMNS[key], write, is_number=is_number)


YEAR = Column("year", text.COLUMNS["year"], str, is_number=True)  # a number in the files, written without a dot everywhere


def written_place(row: Mapping[str, Any], before: str = "") -> str:
    """``Tin báo, ô D19``: sheet and cell of a figure, or of its old value when `before` is ``old_``."""
    sheet, cell = row.get(f"{before}sheet"), row.get(f"{before}cell")
    if fmt.is_unknown(cell):
        return text.UNKNOWN
    return text.CELL.format(cell=cell) if fmt.is_unknown(sheet) else text.SHEET_CELL.format(sheet=sheet, cell=cell)


PLACE = Column("cell", text.COLUMNS["place"], write_row=written_place)


def attainment_columns(view: View, *keys: str) -> list[Column]:
    """Columns of ``mart.attainment`` and its kin, with the values written as their measure asks.

    Default: unit, field, indicator, numerator, denominator, value, target, status, reason. The frame needs ``measure``
    and ``decimals`` for value, target and expected.
    """
    wanted = keys or (
        "unit_short_name",
        "field_name",
        "indicator_name",
        "numerator",
        "denominator",
        "value",
        "target",
        "status",
        "reason",
    )
    return [_attainment_column(view, key) for key in wanted]


def marked(row: Mapping[str, Any], view: View, key: str = "status") -> str:
    """A judged row's status in a cell: glyph and word."""
    status = theme.status_of(row, view.statuses, key)
    return f"{status.glyph} {status.name}"


def _attainment_column(view: View, key: str) -> Column:
    head = text.COLUMNS[key]
    if key in _OWN:
        return _OWN[key]
    if key in ("target", "expected"):
        return Column(key, head, write_row=lambda row: fmt.target(row[key], row["measure"]), is_number=True)
    if key in ("numerator", "denominator", "needed"):
        return Column(key, head, fmt.amount, is_number=True)
    if key in ("attainment", "ci_low", "ci_high", "share_met"):
        return Column(key, head, fmt.visible, is_number=True)
    if key == "status":
        return Column(key, head, write_row=lambda row: marked(row, view))
    if key == "stance":
        return Column(key, head, lambda code: text.UNKNOWN if fmt.is_unknown(code) else text.STANCES[code])
    if key == "quarter":
        return Column(key, head, lambda number: periods.ROMAN[int(number)])
    if key in ("period_to", "due_on"):
        return Column(key, head, fmt.day)
    if key.startswith("is_"):
        return Column(key, head, fmt.yes_no)
    return Column(key, head)


def compared(view: View, heads: Mapping[str, str]) -> list[Column]:
    """A result beside itself at an earlier time (``mart.compared_result``), under the `heads` of each column."""

    def target_then(row: Mapping[str, Any]) -> str:
        return fmt.target(row["previous_target"], row["previous_measure"])

    then = [
        Column("previous_numerator", heads["previous_numerator"], fmt.amount, is_number=True),
        Column("previous_denominator", heads["previous_denominator"], fmt.amount, is_number=True),
        Column("previous_value", heads["previous_value"], write_row=lambda row: fmt.result(row, "previous_"), is_number=True),
        Column("previous_target", heads["previous_target"], write_row=target_then, is_number=True),
        Column("previous_status", heads["previous_status"], write_row=lambda row: marked(row, view, "previous_status")),
    ]
    now = attainment_columns(view, "numerator", "denominator", "value", "target", "status")
    return [*then, *(replace(each, head=heads[each.key]) for each in now)]


def _compared(row: Mapping[str, Any]) -> str:
    """Last year's value where it may be set beside this one."""
    places = min(int(row["value_places"]), fmt.MOST_PLACES)
    return text.UNKNOWN if _obstacle(row) else fmt.measured(row["previous_value"], row["measure"], places)


def _obstacle(row: Mapping[str, Any]) -> str:
    said = row.get("comparison_obstacle")
    return "" if fmt.is_unknown(said) else str(said)


def _value(row: Mapping[str, Any]) -> str:
    said = fmt.result(row)
    return text.ESTIMATED.format(value=said) if row.get("is_estimate") is True else said


def _margin(row: Mapping[str, Any]) -> str:
    return fmt.amount(row["margin"]) if row["measure"] == "count" else fmt.visible(row["margin"])


_OWN = {
    "year": YEAR,
    "margin": Column("margin", text.COLUMNS["margin"], write_row=_margin, is_number=True),
    "value": Column("value", text.COLUMNS["value"], write_row=_value, is_number=True),
    "previous_value": Column("previous_value", text.COLUMNS["previous_value"], write_row=_compared, is_number=True, note=_obstacle),
}

# ---- flows of cases


def _percent(value: Any) -> str:
    return fmt.percent(value)


def _change(value: Any) -> str:
    return "0" if value == 0 else fmt.change(value)


def _why_unlike(row: Mapping[str, Any]) -> str:
    """Why a province's stock is not set against the beginning of the year."""
    said = row.get("stock_change_note")
    return "" if fmt.is_unknown(said) else str(said)


def _why_no_share(row: Mapping[str, Any]) -> str:
    """Why what was resolved of the old cases has no share in them."""
    if not fmt.is_unknown(row.get("carried_over_resolved_percent")):
        return ""
    if not row.get("is_known", True):
        return caseflow.UNKNOWN_YET
    if fmt.is_unknown(row.get("carried_over_resolved")):
        return caseflow.CARRIED_UNKNOWN
    return caseflow.NOTHING_CARRIED if row["carried_over_resolved"] == 0 else caseflow.CARRIED_MORE


def without_dashes(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> tuple[list[Column], dict[str, list[str]]]:
    """`columns` without those that have nothing but dashes and explain them, and the reasons of these by their heads."""
    reasons = {
        each.head: [each.note(row) for row in rows] for each in columns if each.note and all(each.cell(row) == text.UNKNOWN for row in rows)
    }
    reasons = {head: said for head, said in reasons.items() if any(said)}
    return [each for each in columns if each.head not in reasons], reasons


STOCKS = [
    Column("opening", caseflow.OPENING, fmt.amount, is_number=True),
    Column("received", caseflow.RECEIVED, fmt.amount, is_number=True),
    Column("resolved", caseflow.RESOLVED, fmt.amount, is_number=True),
    Column("closing", caseflow.CLOSING, fmt.amount, is_number=True),
    Column("stock_change", caseflow.COLUMN_CHANGE, _change, is_number=True, note=_why_unlike),
    Column("to_resolve", caseflow.TO_RESOLVE, fmt.amount, is_number=True),
    Column("resolution_percent", caseflow.RATE, _percent, is_number=True),
    Column("carried_over_resolved", caseflow.CARRIED, fmt.amount, is_number=True),
    Column("carried_over_resolved_percent", caseflow.CARRIED_SHARE, _percent, is_number=True, note=_why_no_share),
    Column("imbalance", caseflow.GAP, _change, is_number=True, note=_why_unlike),
]

# ---- targets and their stances

STANCE = [
    column("unit_short_name"),
    column("field_name"),
    column("indicator_name"),
    Column("stance", text.COLUMNS["stance"], stances.words),
    Column("national_asked", plan.NATIONAL_ASKED),
    Column("assigned_asked", plan.ASSIGNED_ASKED),
    Column("registered_asked", plan.REGISTERED_ASKED),
    Column("plan_number", plan.NUMBER),
    Column("issued_on", plan.ISSUED_ON, fmt.day),
]
TARGETS = [
    column("indicator_name"),
    Column("level", text.COLUMNS["level"], lambda code: text.LEVELS[code]),
    column("unit_short_name"),
    Column("direction", plan.DIRECTION, lambda code: plan.DIRECTIONS[code]),
    Column("asked", plan.ASKED),
    Column("phasing", plan.PHASING, lambda code: plan.PHASINGS[code]),
    Column("due_on", plan.DUE, lambda day: plan.YEAR_END if fmt.is_unknown(day) else fmt.day(day)),
    Column("plan_number", plan.PLAN_DOCUMENT, write_row=lambda row: _document(row)),
]


def _document(row: Mapping[str, Any]) -> str:
    said = plan.ORDINARY.format(number=Column("plan_number", "").cell(row), day=fmt.day(row["issued_on"]))
    return said if row.get("is_in_force", True) else plan.REPLACED.format(document=said)


def raised_targets(view: View, where: Mapping[str, Any]) -> pd.DataFrame:
    """Targets registered above the assigned ones, those that were reached first."""
    order = ["outcome_order", "is_focus desc", "unit_short_name vi", "indicator_code"]
    return queries.read(view.snapshot, "mart.raised_target", where=offices.as_made(view, where), order=order).assign(level="registered")


def raised(view: View) -> list[Column]:
    """Both levels that were asked, and what was reached of them."""
    return [
        *attainment_columns(view, "unit_short_name", "indicator_name"),
        Column("assigned_asked", plan.ASSIGNED_ASKED),
        Column("registered_asked", plan.REGISTERED_ASKED),
        *attainment_columns(view, "numerator", "denominator", "value"),
        Column("status", plan.OWN_STATUS, write_row=lambda row: marked(row, view)),
        Column("outcome", plan.OUTCOME, lambda code: plan.OUTCOMES[code]),
    ]


# ---- reports


def in_reports(key: str, write: Callable[[Any], str] | None = None, is_number: bool = False) -> Column:
    """A column under its head in the lists of reports; under the common one where they have none of their own."""
    return column(key, write, reporting.HEADS.get(key), is_number)


REPORTS = [
    column("unit_short_name"),
    Column("quarter", text.COLUMNS["quarter"], write_row=lambda row: periods.quarter_head(row["year"], row["quarter"])),
    in_reports("label"),
    in_reports("marks"),
    column("due_on", fmt.day),
    in_reports("first_accepted_at", fmt.moment),
    in_reports("received_at", fmt.moment),
    column("version", fmt.amount, is_number=True),
    column("period_to", fmt.day),
    column("file"),
]
