"""Writes the form for an inspection of one unit, empty or filled with what was found."""

from datetime import timedelta
from pathlib import Path

from etl.lists.reference import Reference
from etl.template import wording
from etl.template.canvas import Canvas, Value, date_validation, new_workbook
from etl.template.content import InspectionContent
from etl.template.forms import Form
from etl.template.front import FRONT_WIDTHS, Leaf, draw_facts, draw_leaves, draw_letterhead, draw_steps, finish_front
from etl.template.lists import indicators, unit_name
from etl.template.lookup import draw_lookup
from etl.template.packing import save
from etl.template.records import draw_records, word_list

#: What is found late in a year is put right in the next.
_AFTER = timedelta(days=366)


def write_inspection_form(
    reference: Reference, form: Form, unit_code: str, year: int, out: Path, content: InspectionContent | None = None
) -> None:
    """Writes the unit's inspection in a working year to `out` (.xlsx); the same arguments always give the same bytes.

    Raises KeyError for a unit that the lists do not have, or a word that the form has no text for.
    """
    content = content or InspectionContent()
    office = unit_name(reference, unit_code)
    tabs = {role: shape.header for role, shape in form.sheets.items()}
    workbook = new_workbook(form, f"{form.title} NĂM {year} – {office}")
    canvas = Canvas(workbook, tabs["info"], form, FRONT_WIDTHS)
    draw_letterhead(canvas, office, form.title, f"Năm {year}", content.remark)
    cells, row = draw_facts(canvas, _facts(form, content, unit_code, office, year))
    first, last = reference.calendar.year_bounds(year)
    days = (first, last + _AFTER)
    canvas.validate(date_validation(*days), cells["decided_on"], cells["received_on"])
    canvas.validate(word_list(form.facts["mode"].words), cells["mode"])
    row = draw_steps(canvas, row + 2, [step.format(**tabs) for step in wording.INSPECTION_STEPS])
    leaves = [
        Leaf(tabs["findings"], wording.FINDINGS_TITLE.capitalize(), len(content.findings) or None),
        Leaf(tabs["lookup"], wording.LOOKUP_CONTENT, len(indicators(reference))),
    ]
    draw_leaves(canvas, row, leaves)
    finish_front(canvas)
    codes = draw_lookup(workbook, form, tabs["lookup"], indicators(reference))
    heads = (office, wording.FINDINGS_TITLE, f"Năm {year}", wording.FINDINGS_HINT)
    draw_records(workbook, form, form.tables["findings"], reference, heads, content.findings, days, codes)
    workbook.move_sheet(tabs["lookup"], 1)
    workbook.active = 0
    save(workbook, out, first)


def _facts(form: Form, content: InspectionContent, unit_code: str, office: str, year: int) -> dict[str, Value]:
    return {
        "form": form.marker,
        "unit_name": office,
        "unit_code": unit_code,
        "year": year,
        "mode": form.facts["mode"].words[content.mode][0] if content.mode else None,
        "number": content.number,
        "decided_on": content.decided_on,
        "team": content.team,
        "received_on": content.received_on,
        "conclusion": content.conclusion,
    }
