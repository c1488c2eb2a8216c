"""The columns of the lists that a page shows and that a trace shows again: flows, targets, stances, reports."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from common import periods
from ui.kit import format as fmt
from ui.kit import offices, queries, stances, tables
from ui.kit.tables import Column, column
from ui.kit.view import View
from ui.text import caseflow, common, plan, reporting

# ---- flows of cases


def _percent(value: Any) -> str:
    return fmt.percent(value)


def _change(value: Any) -> str:
    return "0" if value == 0 else fmt.change(value)


def _why_unlike(row: Mapping[str, Any]) -> str:
    """Why a province's stock is not set against the beginning of the year."""
    said = row.get("stock_change_note")
    return "" if fmt.is_unknown(said) else str(said)


STOCKS = [
    Column("opening", caseflow.OPENING, fmt.amount, is_number=True),
    Column("received", caseflow.RECEIVED, fmt.amount, is_number=True),
    Column("resolved", caseflow.RESOLVED, fmt.amount, is_number=True),
    Column("closing", caseflow.CLOSING, fmt.amount, is_number=True),
    Column("stock_change", caseflow.COLUMN_CHANGE, _change, is_number=True, note=_why_unlike),
    Column("to_resolve", caseflow.TO_RESOLVE, fmt.amount, is_number=True),
    Column("resolution_percent", caseflow.RATE, _percent, is_number=True),
    Column("carried_over_resolved", caseflow.CARRIED, fmt.amount, is_number=True),
    Column("carried_over_resolved_percent", caseflow.CARRIED_SHARE, _percent, is_number=True),
    Column("imbalance", caseflow.GAP, _change, is_number=True, note=_why_unlike),
]

# ---- targets and their stances

STANCE = [
    column("unit_short_name"),
    column("field_name"),
    column("indicator_name"),
    Column("stance", common.COLUMNS["stance"], stances.words),
    Column("national_asked", plan.NATIONAL_ASKED),
    Column("assigned_asked", plan.ASSIGNED_ASKED),
    Column("registered_asked", plan.REGISTERED_ASKED),
    Column("plan_number", plan.NUMBER),
    Column("issued_on", plan.ISSUED_ON, fmt.day),
]
TARGETS = [
    column("indicator_name"),
    Column("level", common.COLUMNS["level"], lambda code: common.LEVELS[code]),
    column("unit_short_name"),
    Column("direction", plan.DIRECTION, lambda code: plan.DIRECTIONS[code]),
    Column("asked", plan.ASKED),
    Column("phasing", plan.PHASING, lambda code: plan.PHASINGS[code]),
    Column("due_on", plan.DUE, lambda day: plan.YEAR_END if fmt.is_unknown(day) else fmt.day(day)),
    Column("plan_number", plan.PLAN_DOCUMENT, write_row=lambda row: _document(row)),
]


def _document(row: Mapping[str, Any]) -> str:
    said = plan.ORDINARY.format(number=tables.Column("plan_number", "").cell(row), day=fmt.day(row["issued_on"]))
    return said if row.get("is_in_force", True) else plan.REPLACED.format(document=said)


def raised_targets(view: View, where: Mapping[str, Any]) -> pd.DataFrame:
    """Targets registered above the assigned ones, those that were reached first."""
    order = ["outcome_order", "is_focus desc", "unit_short_name vi", "indicator_code"]
    return queries.read(view.snapshot, "mart.raised_target", where=offices.as_made(view, where), order=order).assign(level="registered")


def raised(view: View) -> list[Column]:
    """Both levels that were asked, and what was reached of them."""
    return [
        *tables.attainment_columns(view, "unit_short_name", "indicator_name"),
        Column("assigned_asked", plan.ASSIGNED_ASKED),
        Column("registered_asked", plan.REGISTERED_ASKED),
        *tables.attainment_columns(view, "numerator", "denominator", "value"),
        Column("status", plan.OWN_STATUS, write_row=lambda row: tables.marked(row, view)),
        Column("outcome", plan.OUTCOME, lambda code: plan.OUTCOMES[code]),
    ]


# ---- reports


def in_reports(key: str, write: Callable[[Any], str] | None = None, is_number: bool = False) -> Column:
    """A column under its head in the lists of reports; under the common one where they have none of their own."""
    return column(key, write, reporting.HEADS.get(key), is_number)


REPORTS = [
    column("unit_short_name"),
    Column("quarter", common.COLUMNS["quarter"], write_row=lambda row: periods.quarter_head(row["year"], row["quarter"])),
    in_reports("label"),
    in_reports("marks"),
    column("due_on", fmt.day),
    in_reports("first_accepted_at", fmt.moment),
    in_reports("received_at", fmt.moment),
    column("version", fmt.amount, is_number=True),
    column("period_to", fmt.day),
    column("file"),
]
