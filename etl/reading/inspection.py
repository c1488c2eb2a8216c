"""Reads an inspection of one office: what was decided, who looked, what was found and what was done about it."""

from common.record_keys import record_key
from common.spreadsheet import address
from etl.reading import Reading, RecordCell
from etl.reading.facts import fact_day, fact_text
from etl.reading.findings import Findings
from etl.reading.front import read_front
from etl.reading.lists import Lists
from etl.reading.records import RecordRows, code_of_word, note_word
from etl.reading.workbook import Workbook
from etl.template.forms import Form

#: What an inspection says of itself on its front page.
_FACTS = ("mode", "number", "decided_on", "team", "received_on", "conclusion")


def read_inspection(book: Workbook, form: Form, lists: Lists) -> Reading:
    """Everything an inspection workbook holds, with all its problems."""
    findings = Findings()
    front = read_front(book, form, lists, findings)
    places, bounds, owner = front.places, front.bounds, front.owner
    said: dict[str, str] = {}
    for name in _FACTS:
        fact, place = form.facts[name], places.get(name)
        text = fact_text(places, form, name, front.info, findings)
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
    key = record_key(*owner, number)
    sheet = front.roles.single.get("findings")
    rows: list[RecordCell] = []
    if sheet is None:
        findings.add("missing_sheet", f"Không thấy trang “{form.sheets['findings'].header}” ghi các phát hiện.", severity="warning")
    else:
        table = RecordRows("finding", owner, f"{key}#", form.tables["findings"], lists, findings, bounds, ("kind", "text"))
        rows = table.read(sheet, form.sheets["findings"].header)
    reading = Reading("inspection", form.form_code, problems=findings.problems)
    if front.unit_code is not None and front.year is not None and number:
        placed = [(name, value, places[name]) for name, value in said.items()]
        reading.records = [
            RecordCell("inspection", key, *owner, name, value, place.sheet.name, address(place.row, place.column))
            for name, value, place in placed
        ]
        reading.records += rows
    return reading
