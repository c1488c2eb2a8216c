"""What the forms take from the reference lists, as plain rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from etl.lists.reference import Reference


@dataclass(frozen=True)
class Element:
    """A data element as a form needs it. `depth` is 0, 1 for a part of another, 2 for a part of that."""

    code: str
    name: str
    unit_of_measure: str
    is_whole: bool
    depth: int


@dataclass(frozen=True)
class Field:
    """A field with its data elements, in the order of the lists."""

    code: str
    name: str
    short_name: str
    elements: tuple[Element, ...]


@dataclass(frozen=True)
class Indicator:
    """An indicator as the lookup sheet shows it."""

    code: str
    name: str
    field_name: str
    kind: str
    direction: str


def fields(reference: Reference) -> list[Field]:
    """The fields that have data elements, in the order of fields.csv; those it does not name come last."""
    by_field: dict[str, list[Element]] = {}
    wholes = {row["data_element_code"]: row.get("of_which") for row in _rows(reference, "data_elements")}
    for row in _rows(reference, "data_elements"):
        element = Element(
            code=row["data_element_code"] or "",
            name=row["name"] or row["data_element_code"] or "",
            unit_of_measure=row["unit_of_measure"] or "",
            is_whole=row.get("is_whole") != "false",
            depth=_depth(row["data_element_code"], wholes),
        )
        by_field.setdefault(row["field_code"] or "", []).append(element)
    names = {row["field_code"]: row for row in _rows(reference, "fields")}
    ordered = [code for code in names if code in by_field] + [code for code in by_field if code not in names]
    return [_field(code, names.get(code, {}), by_field[code]) for code in ordered]


def _depth(code: str | None, wholes: dict[str | None, str | None]) -> int:
    depth = 0
    while (code := wholes.get(code)) is not None and depth < len(wholes):
        depth += 1
    return depth


def _field(code: str, row: dict[str, str | None], elements: Iterable[Element]) -> Field:
    name = row.get("name") or code or "Số liệu"
    return Field(code, name, row.get("short_name") or name, tuple(elements))


def indicators(reference: Reference) -> list[Indicator]:
    """Every indicator, in the order of indicators.csv."""
    names = {row["field_code"]: row.get("short_name") or row["name"] or "" for row in _rows(reference, "fields")}
    return [
        Indicator(
            row["indicator_code"] or "",
            row["name"] or "",
            names.get(row["field_code"], row["field_code"] or ""),
            row["kind"] or "",
            row["direction"] or "",
        )
        for row in _rows(reference, "indicators")
    ]


def unit_name(reference: Reference, unit_code: str) -> str:
    """The unit's full name; KeyError when the lists have no such unit."""
    for row in _rows(reference, "units"):
        if row["unit_code"] == unit_code:
            return row["name"] or unit_code
    raise KeyError(f"không có đơn vị mã {unit_code} trong units.csv")


def open_days(reference: Reference, unit_code: str, year: int, quarter: int) -> tuple[date, date] | None:
    """The first and the last day of a quarter on which the unit was open, None when on none; KeyError, ValueError."""
    starts, ends = reference.calendar.quarter_bounds(year, quarter)
    for row in _rows(reference, "units"):
        if row["unit_code"] == unit_code:
            first, last = max(starts, _day(row["opened_on"], starts)), min(ends, _day(row["closed_on"], ends))
            return (first, last) if first <= last else None
    raise KeyError(f"không có đơn vị mã {unit_code} trong units.csv")


def open_units(reference: Reference, year: int, quarter: int) -> list[tuple[str, str]]:
    """Code and short name of each unit open on any day of the quarter, in the order of units.csv."""
    starts, ends = reference.calendar.quarter_bounds(year, quarter)
    return [
        (row["unit_code"] or "", row.get("short_name") or row["name"] or "")
        for row in _rows(reference, "units")
        if _day(row["opened_on"], starts) <= ends and _day(row["closed_on"], ends) >= starts
    ]


def _day(text: str | None, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


def _rows(reference: Reference, name: str) -> list[dict[str, str | None]]:
    return [{str(key): value for key, value in row.items()} for row in reference.tables[name].to_dict("records")]
