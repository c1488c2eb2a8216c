"""Section 8, mart.caseflow: the flow of cases over the year so far; section 5: its terms are paired likewise."""

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
