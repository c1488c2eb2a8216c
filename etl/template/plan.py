"""Writes a unit's yearly plan as a workbook: the targets that it registers."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from etl.lists.reference import Reference
from etl.template import wording
from etl.template.canvas import Canvas, Value, date_validation, list_validation, new_workbook, number_validation
from etl.template.content import PlanContent, PlanRow
from etl.template.forms import Form
from etl.template.front import FRONT_WIDTHS, Leaf, draw_facts, draw_leaves, draw_letterhead, draw_steps, finish_front
from etl.template.head import draw_head
from etl.template.lists import indicators, unit_name
from etl.template.lookup import draw_lookup
from etl.template.packing import save
from etl.template.records import draw_records, word_list

_SPARE_AFTER_GIVEN = 10
_SPARE_LINES = 1.5
_LOOKS = {"date": "input_date", "code": "input_code", "decimal": "input_number", "word": "input_text"}


def write_plan_form(
    reference: Reference, form: Form, unit_code: str, year: int, out: Path, content: PlanContent | None = None
) -> None:
    """Writes the unit's plan for the working year to `out` (.xlsx); the same arguments always give the same bytes.

    Raises KeyError for a unit that the lists do not have, or a word of a row that the form has no text for.
    """
    content = content or PlanContent()
    office = unit_name(reference, unit_code)
    has_tasks = "tasks" in form.tables and content.tasks is not None
    tabs = {role: shape.header for role, shape in form.sheets.items()}
    workbook = new_workbook(form, f"{form.title} NĂM {year} – {office}")
    canvas = Canvas(workbook, tabs["info"], form, FRONT_WIDTHS)
    draw_letterhead(canvas, office, form.title, f"Năm {year}", content.remark)
    cells, row = draw_facts(canvas, _facts(form, content, unit_code, office, year))
    days = date_validation(date(year - 2, 1, 1), date(year + 1, 12, 31))
    canvas.validate(days, *(cells[name] for name in ("issued_on", "spread_on", "issue_by") if name in cells))
    row = draw_steps(canvas, row + 2, [step.format(**tabs, **_words(form)) for step in wording.PLAN_STEPS])
    leaves = [
        Leaf(tabs["plan"], wording.TARGETS_TITLE.capitalize(), len(content.targets) or None),
        *([Leaf(tabs["tasks"], wording.TASKS_TITLE.capitalize(), len(content.tasks or ()) or None)] if has_tasks else []),
        Leaf(tabs["lookup"], wording.LOOKUP_CONTENT, len(indicators(reference))),
    ]
    draw_leaves(canvas, row, leaves)
    finish_front(canvas)
    codes = draw_lookup(workbook, form, tabs["lookup"], indicators(reference))
    _targets_sheet(workbook, form, reference, content, office, year, codes)
    if has_tasks:
        heads = (office, wording.TASKS_TITLE, f"Năm {year}", wording.TASKS_HINT)
        days_of_year = reference.calendar.year_bounds(year)
        draw_records(workbook, form, form.tables["tasks"], reference, heads, content.tasks or (), days_of_year)
    workbook.move_sheet(tabs["lookup"], len(workbook.sheetnames) - 1 - workbook.sheetnames.index(tabs["lookup"]))
    workbook.active = 0
    save(workbook, out, reference.calendar.year_bounds(year)[0])


def _facts(form: Form, content: PlanContent, unit_code: str, office: str, year: int) -> Mapping[str, Value]:
    return {
        "form": form.marker,
        "unit_name": office,
        "unit_code": unit_code,
        "year": year,
        "number": content.number,
        "title": content.title,
        "issued_on": content.issued_on,
        "parent_plan_code": content.parent_plan_code,
        "signed_by": content.signed_by,
        "spread_on": content.spread_on,
        "spread_form": content.spread_form,
        "issue_by": content.issue_by,
    }


def _words(form: Form) -> dict[str, str]:
    """What the form offers for each code, over all its columns of words."""
    columns = form.tables["targets"].columns.values()
    return {code: spellings[0] for column in columns for code, spellings in column.words.items()}


def _targets_sheet(
    workbook: Workbook, form: Form, reference: Reference, content: PlanContent, office: str, year: int, codes: str
) -> None:
    table = form.tables["targets"]
    canvas = Canvas(workbook, form.sheets["plan"].header, form, [column.width for column in table.columns.values()])
    draw_head(canvas, table, office, wording.TARGETS_TITLE, f"Năm {year}", wording.TARGETS_HINT)
    names = {indicator.code: indicator.name for indicator in indicators(reference)}
    words = _words(form)
    rules = _validations(form, reference, year, codes)
    rows: list[PlanRow | None] = list(content.targets)
    spare = max(table.spare_rows - len(rows), _SPARE_AFTER_GIVEN)
    for row, target in enumerate([*rows, *[None] * spare], table.first_row):
        values = _values(target, names, words)
        canvas.reserve(row, _SPARE_LINES)
        for position, (name, column) in enumerate(table.columns.items(), 1):
            cell = canvas.put(row, position, values.get(name), _LOOKS.get(column.type, "input_text"))
            if column.type == "decimal":
                cell.number_format = "General"
            canvas.validate(rules.get(name), cell)
    canvas.finish(freeze=f"C{table.first_row}", title_rows=f"{table.header_row}:{table.first_row - 1}")


def _validations(form: Form, reference: Reference, year: int, codes: str) -> dict[str, DataValidation]:
    columns = form.tables["targets"].columns
    first, last = reference.calendar.year_bounds(year)
    number = number_validation()
    return {
        "code": list_validation(codes),
        "value": number,
        "volume_from": number,
        "volume_below": number,
        "phasing": word_list(columns["phasing"].words),
        "measured_as": word_list(columns["measured_as"].words),
        "due_on": date_validation(first, last),
    }


def _values(target: PlanRow | None, names: Mapping[str, str], words: Mapping[str, str]) -> dict[str, Value]:
    if target is None:
        return {}
    return {
        "code": target.indicator_code,
        "name": names.get(target.indicator_code),
        "value": target.value,
        "per": target.per,
        "phasing": words[target.phasing] if target.phasing else None,
        "due_on": target.due_on,
        "volume_from": target.volume_from,
        "volume_below": target.volume_below,
        "measured_as": words[target.measured_as] if target.measured_as else None,
        "measure": target.measure,
        "note": target.note,
    }
