"""Section 8, mart.caseflow and mart.figure: flows, whose terms are paired likewise (section 5), and each element by itself."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from tests.oracle.calendar import Quarter
from tests.oracle.lists import Flow, Term
from tests.oracle.province import Provinces
from tests.oracle.rows import Columns, Rows
from tests.oracle.values import YearToDate
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


def province_caseflows(rows: Rows) -> dict[tuple[Any, ...], Columns]:
    """By province, flow, year and quarter: the sums over the units that have all of the flow, those that closed as they stood."""
    view, provinces = rows.view, Provinces(rows)
    found: dict[tuple[Any, ...], Columns] = {}
    for province in sorted({unit.province for unit in view.units.values()}):
        units = [code for code, unit in view.units.items() if unit.province == province]
        for quarter in view.quarters:
            stood = {unit: at for unit in units if (at := provinces.stood(unit, quarter))}
            for flow in view.lists.flows.values() if stood else ():
                found[province, flow.code, quarter.year, quarter.number] = _summed(view, provinces, flow, stood, quarter)
    return found


def _summed(view: View, provinces: Provinces, flow: Flow, stood: dict[str, Quarter], quarter: Quarter) -> Columns:
    terms = [term for term in flow.parts.values() if term]
    known = {unit: view.year_to_date(unit, terms, at) for unit, at in stood.items()}
    whole = {
        unit: ytd for unit, ytd in known.items()
        if all(flow.parts[part] and ytd.of(flow.parts[part]) is not None for part in ("opening", "received", "resolved", "closing"))
    }  # fmt: skip
    columns: Columns = {
        "units_expected": sum(view.is_open(unit, quarter) for unit in stood),
        "units_counted": sum(view.is_open(unit, quarter) for unit in whole),
        # Offices that closed, each once: one that was split is part of two of today's.
        "units_closed": len({office for unit in whole if not view.is_open(unit, quarter) for office in view.offices(unit, stood[unit])}),
    }
    added = {part: dict(_parts(view, provinces, whole, term, quarter)) for part, term in flow.parts.items() if term}
    for part in flow.parts:
        values = [value for value in added.get(part, {}).values() if value is not None]
        columns[part] = sum(values, Fraction(0)) if values else None
    carried = [unit for unit, value in added.get("carried_over_resolved", {}).items() if value is not None]
    columns["carried_over"] = sum((added["opening"][unit] for unit in carried), Fraction(0)) if carried else None
    opening, received, resolved = (columns[part] for part in ("opening", "received", "resolved"))
    columns["resolution_rate"] = resolved / (opening + received) if whole and opening + received > 0 else None
    return columns


def _parts(
    view: View, provinces: Provinces, whole: dict[str, YearToDate], term: Term, quarter: Quarter
) -> Iterator[tuple[str, Any]]:
    """What each unit adds to a part of the flow; stocks that would count twice are left out."""
    elements = view.lists.elements
    for unit, ytd in whole.items():
        if any(ytd.values[code] is None for _, code in term):
            yield unit, None
            continue
        took_over_in = provinces.took_over_in(unit, set(whole), quarter)
        value = Fraction(0)
        for times, code in term:
            way, stated_in = elements[code].accumulation, ytd.stated_in.get(code)
            is_twice = (way == "last" and provinces.has_closed(unit, quarter)) or (
                way == "first" and None not in (stated_in, took_over_in) and stated_in >= took_over_in  # type: ignore[operator]
            )
            value += 0 if is_twice else times * ytd.values[code]
        yield unit, value


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
