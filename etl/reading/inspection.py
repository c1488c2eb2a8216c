"""Reads an inspection of one office: what was decided, who looked, what was found and what was done about it."""

from common.record_keys import record_key
from common.spreadsheet import address
from etl.reading import Reading, RecordCell
from etl.reading.agreement import note_second_report
from etl.reading.facts import fact_day, fact_text, find_facts, note_unseen_facts, read_year
from etl.reading.findings import Findings
from etl.reading.lists import Lists
from etl.reading.quarterly import read_unit
from etl.reading.records import RecordRows, code_of_word, note_word
from etl.reading.roles import assign_roles
from etl.reading.workbook import Workbook
from etl.template.forms import Form

#: What an inspection says of itself on its front page.
_FACTS = ("mode", "number", "decided_on", "team", "received_on", "conclusion")


def read_inspection(book: Workbook, form: Form, lists: Lists) -> Reading:
    """Everything an inspection workbook holds, with all its problems."""
    findings = Findings()
    roles = assign_roles(book, form, lists, findings)
    info = roles.single.get("info")
    places = find_facts(roles.single, form)
    note_unseen_facts(places, findings)
    unit_code = read_unit(form, places, info, lists, findings)
    year = read_year(form, places, info, findings)
    bounds = lists.calendar.year_bounds(year) if year is not None else None
    said: dict[str, str] = {}
    for name in _FACTS:
        fact, place = form.facts[name], places.get(name)
        text = fact_text(places, form, name, info, findings)
        if text is None or place is None:
            continue
        if fact.type == "date":
            day = fact_day(place, fact, bounds, findings)
            text = day.isoformat() if day else None
        elif fact.type == "word":
            code = code_of_word(text, fact.words)
            if code is None:
                note_word(fact.header, text, fact.words, (place.sheet, place.row, place.column), findings)
            text = code
        if text is not None:
            said[name] = text
    number = said.get("number", "")
    owner = (unit_code or "", year or 0)
    key = record_key(*owner, number)
    sheet = roles.single.get("findings")
    rows: list[RecordCell] = []
    if sheet is None:
        findings.add("missing_sheet", f"Không thấy trang “{form.sheets['findings'].header}” ghi các phát hiện.", severity="warning")
    else:
        table = RecordRows("finding", owner, f"{key}#", form.tables["findings"], lists, findings, bounds, ("kind", "text"))
        rows = table.read(sheet, form.sheets["findings"].header)
    if info is not None and roles.second is not None:
        note_second_report(info, roles.second, form, findings)
    reading = Reading("inspection", form.form_code, problems=findings.problems)
    if unit_code is not None and year is not None and number:
        front = [(name, value, places[name]) for name, value in said.items()]
        reading.records = [
            RecordCell("inspection", key, *owner, name, value, place.sheet.name, address(place.row, place.column))
            for name, value, place in front
        ]
        reading.records += rows
    return reading
