"""Section 8, mart.caseflow and mart.figure: flows, whose terms are paired likewise (section 5), and each element by itself."""

from fractions import Fraction
from typing import Any

from tests.oracle.rows import Columns
from tests.oracle.view import View


def caseflows(view: View) -> dict[tuple[Any, ...], Columns]:
    """By unit, flow, year and quarter, for every unit open in the quarter."""
    found: dict[tuple[Any, ...], Columns] = {}
    for quarter in view.quarters:
        for unit in view.open_units(quarter):
            for flow in view.lists.flows.values():
                ytd = view.year_to_date(unit, flow.parts.values(), quarter)
                columns: Columns = {name: ytd.of(term) if term else None for name, term in flow.parts.items()}
                opening, received, resolved = (columns[name] for name in ("opening", "received", "resolved"))
                columns["resolution_rate"] = None
                if None not in (opening, received, resolved) and opening + received > 0:
                    columns["resolution_rate"] = resolved / (opening + received)
                found[unit, flow.code, quarter.year, quarter.number] = columns
    return found


def figures(view: View) -> dict[tuple[Any, ...], Columns]:
    """By unit, element, year and quarter, for every figure in force; its year-to-date value stands for itself, unpaired."""
    found: dict[tuple[Any, ...], Columns] = {}
    for quarter in view.quarters:
        for unit in view.open_units(quarter):
            report = view.report(unit, quarter)
            for code, value in report.values.items() if report else ():
                term = ((Fraction(1), code),)
                ytd_value = view.year_to_date(unit, [term], quarter).of(term)
                found[unit, code, quarter.year, quarter.number] = {"value": value, "ytd_value": ytd_value}
    return found
