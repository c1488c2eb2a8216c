"""What the first page of a form says of whose it is and of when: its office, its working year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from common.spreadsheet import address
from etl.problems import Problem
from etl.reading.agreement import note_second_report
from etl.reading.facts import Place, fact_text, find_facts, note_unseen_facts, read_year
from etl.reading.findings import Findings, quote
from etl.reading.lists import Lists
from etl.reading.roles import Roles, assign_roles
from etl.reading.seen import note_formed
from etl.reading.workbook import Sheet, Workbook
from etl.template.forms import Form


@dataclass(frozen=True)
class Front:
    """The sheets of a workbook of one office and year, and what its first one says; `bounds`: the first and the last day of that year."""

    roles: Roles
    info: Sheet | None
    places: dict[str, Place]
    unit_code: str | None
    year: int | None
    bounds: tuple[date, date] | None

    @property
    def owner(self) -> tuple[str, int]:
        """Office and year of the records in it."""
        return self.unit_code or "", self.year or 0


def read_front(book: Workbook, form: Form, lists: Lists, findings: Findings) -> Front:
    """What is missing or wrong on it is noted."""
    roles = assign_roles(book, form, lists, findings)
    info = roles.single.get("info")
    places = find_facts(roles.single, form)
    note_unseen_facts(places, findings)
    unit_code = read_unit(form, places, info, lists, findings)
    year = read_year(form, places, info, findings)
    if info is not None and roles.second is not None:
        note_second_report(info, roles.second, form, findings)
    return Front(roles, info, places, unit_code, year, lists.calendar.year_bounds(year) if year is not None else None)


def read_unit(form: Form, places: Mapping[str, Place], info: Sheet | None, lists: Lists, findings: Findings) -> str | None:
    """The unit a form names by code and by name, which must agree; None with the problem noted."""
    code_place, name_place = places.get("unit_code"), places.get("unit_name")
    for name, place in (("unit_code", code_place), ("unit_name", name_place)):
        if place and place.inline is None and note_formed(place.sheet, place.row, place.column, form.facts[name].header, findings):
            return None
    by_code = _unit_at(code_place, lists)
    if isinstance(by_code, Problem):
        findings.problems.append(by_code)
        return None
    if by_code is None:
        if fact_text(places, form, "unit_name", info, findings) is None:
            return None
        by_name = _unit_at(name_place, lists)
        if isinstance(by_name, Problem):
            findings.problems.append(by_name)
        return by_name if isinstance(by_name, str) else None
    if name_place is not None and name_place.text and by_code not in lists.units.candidates(name_place.text):
        name = lists.units.names[by_code]
        is_misspelt = not lists.units.candidates(name_place.text) and lists.units.closest(name_place.text) == by_code
        findings.add(
            "unit_mismatch",
            f"Tên đơn vị ghi {quote(name_place.text)}, có lẽ là {name} gõ sai hoặc mất phông chữ; hãy ghi lại đúng tên ấy."
            if is_misspelt
            else f"Tên đơn vị ghi {quote(name_place.text)} nhưng mã {by_code} là {name}; hãy sửa tên hoặc mã cho khớp.",
            name_place.sheet, name_place.row, name_place.column,
        )  # fmt: skip
        return None
    return by_code


def _unit_at(place: Place | None, lists: Lists) -> str | Problem | None:
    if place is None or not place.text:
        return None
    return lists.units.match(place.text, place.sheet.name, address(place.row, place.column))
