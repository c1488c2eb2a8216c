"""Writes the quarterly report of one unit, empty for a clerk to fill or filled with given figures."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.datavalidation import DataValidation

from etl.lists.reference import Reference
from etl.reading import Explanation
from etl.template import wording
from etl.template.canvas import (
    LOOKS,
    Canvas,
    Value,
    date_validation,
    list_validation,
    new_workbook,
    number_validation,
    tab_names,
    whole_validation,
)
from etl.template.content import FormContent
from etl.template.forms import Column, Form, Table
from etl.template.front import (
    FRONT_WIDTHS,
    Leaf,
    draw_due,
    draw_fact,
    draw_facts,
    draw_leaves,
    draw_letterhead,
    draw_steps,
    finish_front,
)
from etl.template.head import draw_head
from etl.template.lists import Element, Field, fields, indicators, open_days, unit_name
from etl.template.lookup import draw_lookup
from etl.template.metrics import digits_for
from etl.template.packing import save
from etl.template.records import draw_records

_SPARE_AFTER_GIVEN = 5
_SPARE_LINES = 2
_SIGNATURE_ROW = 10
_SIGN_OFF_WIDTHS = (15, 13, 14, 14, 14, 16)


def write_quarterly_form(
    reference: Reference,
    form: Form,
    unit_code: str,
    year: int,
    quarter: int,
    out: Path,
    content: FormContent | None = None,
) -> None:
    """Writes the unit's form for the quarter to `out` (.xlsx); the same arguments always give the same bytes.

    Without `content` every input cell is blank. A unit that was open for a part of the quarter reports those days. Raises
    KeyError for a unit that the lists do not have, ValueError for a quarter that the year does not have or in which the unit was
    not open.
    """
    _Writer(reference, form, unit_code, year, quarter, content or FormContent()).write(out)


class _Writer:
    """One form while it is written; its parts share the lists, the period and the content."""

    def __init__(self, reference: Reference, form: Form, unit_code: str, year: int, quarter: int, content: FormContent) -> None:
        self.reference, self.form, self.content = reference, form, content
        self.unit_code, self.year, self.quarter = unit_code, year, quarter
        self.office = content.unit_name or unit_name(reference, unit_code)
        days = open_days(reference, unit_code, year, quarter)
        if days is None:
            raise ValueError(f"unit {unit_code} was not open in {year}-Q{quarter}")
        self.starts, self.ends = days
        self.fields = fields(reference)
        self.tabs = {role: shape.header for role, shape in form.sheets.items() if shape.header}
        self.field_tabs = tab_names((field.short_name for field in self.fields), self.tabs.values())

    def write(self, out: Path) -> None:
        title = f"{self.form.title} {wording.quarter_title(self.year, self.quarter).upper()}"
        workbook = new_workbook(self.form, f"{title} – {self.office}")
        self.front(workbook)
        for number, (field, tab) in enumerate(zip(self.fields, self.field_tabs, strict=True), 1):
            self.field_sheet(workbook, number, field, tab)
        explanation_at = len(workbook.sheetnames)
        codes = draw_lookup(workbook, self.form, self.tabs["lookup"], indicators(self.reference))
        self.explanation_sheet(workbook, codes)
        if self.has_tasks:
            self.task_sheet(workbook)
        self.sign_off_sheet(workbook)
        workbook.move_sheet(self.tabs["lookup"], len(workbook.sheetnames) - 1 - explanation_at)
        workbook.active = 0
        save(workbook, out, self.starts)

    def front(self, workbook: Workbook) -> None:
        canvas = Canvas(workbook, self.tabs["info"], self.form, FRONT_WIDTHS)
        subtitle = wording.quarter_title(self.year, self.quarter)
        draw_letterhead(canvas, self.office, self.form.title, subtitle, self.content.remark)
        cells, row = draw_facts(canvas, self.facts())
        canvas.validate(date_validation(self.starts, self.ends), cells["period_to"])
        calendar = self.reference.calendar
        draw_due(canvas, row + 1, calendar.due_on(self.year, self.quarter), calendar.report_due_hour)
        row = draw_steps(canvas, row + 3, [step.format(**self.tabs) for step in wording.QUARTERLY_STEPS])
        draw_leaves(canvas, row, self.leaves())
        finish_front(canvas)

    def facts(self) -> Mapping[str, Value]:
        return {
            "form": self.form.marker,
            "unit_name": self.office,
            "unit_code": self.unit_code if self.content.has_unit_code else None,
            "quarter": self.quarter,
            "year": self.year,
            "period_from": self.starts,
            "period_to": self.content.period_to or self.ends,
            "prepared_by": self.content.prepared_by,
            "signed_by": self.content.signed_by,
            "signed_on": self.content.signed_on,
        }

    def leaves(self) -> list[Leaf]:
        leaves = [Leaf(tab, field.name, len(field.elements)) for field, tab in zip(self.fields, self.field_tabs, strict=True)]
        leaves.append(Leaf(self.tabs["explanation"], wording.EXPLANATION_TITLE.capitalize()))
        if self.has_tasks:
            leaves.append(Leaf(self.tabs["tasks"], wording.PROGRESS_TITLE.capitalize()))
        leaves.append(Leaf(self.tabs["sign_off"], wording.SIGN_OFF_TITLE.capitalize()))
        return [*leaves, Leaf(self.tabs["lookup"], wording.LOOKUP_CONTENT)]

    def field_sheet(self, workbook: Workbook, number: int, field: Field, tab: str) -> None:
        table = self.form.tables["figures"]
        codes = max(digits_for(element.code) * LOOKS["small"].size for element in field.elements)
        canvas = Canvas(workbook, tab, self.form, _widths(table, code=codes))
        draw_head(canvas, table, self.office, wording.field_title(number, field.name), self.period(), wording.FIELD_HINT)
        whole, free = whole_validation(), number_validation()
        for row, element in enumerate(field.elements, table.first_row):
            self.element_row(canvas, table, row, element, whole if element.is_whole else free)
        canvas.finish(freeze=f"A{table.first_row}", title_rows=f"{table.header_row}:{table.first_row - 1}")

    def period(self) -> str:
        return wording.quarter_title(self.year, self.quarter)

    def element_row(self, canvas: Canvas, table: Table, row: int, element: Element, rule: DataValidation) -> None:
        number = "input_whole" if element.is_whole else "input_number"
        cells: dict[str, tuple[Value, str]] = {
            "name": criterion(element, self.form),
            "code": (element.code, "small"),
            "unit_of_measure": (element.unit_of_measure, "code"),
            "figure": (self.content.figures.get(element.code), number),
            "cumulative": (self.content.cumulatives.get(element.code), number),
            "note": (self.content.notes.get(element.code), "input_text"),
        }
        for position, (name, column) in enumerate(table.columns.items(), 1):
            cell = canvas.put(row, position, *cells[name])
            canvas.validate(rule if column.type == "decimal" else None, cell)

    def explanation_sheet(self, workbook: Workbook, codes: str) -> None:
        table = self.form.tables["explanations"]
        canvas = Canvas(workbook, self.tabs["explanation"], self.form, _widths(table))
        hint = wording.EXPLANATION_HINT.format(**self.tabs)
        draw_head(canvas, table, self.office, wording.EXPLANATION_TITLE, self.period(), hint)
        names = {indicator.code: indicator.name for indicator in indicators(self.reference)}
        choice, promise = list_validation(codes), date_validation(self.starts, date(self.year + 5, 12, 31))
        given: list[Explanation | None] = list(self.content.explanations)
        spare = max(table.spare_rows - len(given), _SPARE_AFTER_GIVEN)
        for row, explanation in enumerate([*given, *[None] * spare], table.first_row):
            values = _explanation_values(explanation, names)
            canvas.reserve(row, _SPARE_LINES)
            for position, (name, column) in enumerate(table.columns.items(), 1):
                cell = canvas.put(row, position, values.get(name), _input_look(column))
                canvas.validate({"code": choice, "promised_on": promise}.get(name), cell)
        canvas.finish(f"A{table.first_row}", f"{table.header_row}:{table.first_row - 1}", orientation="landscape")

    @property
    def has_tasks(self) -> bool:
        return "tasks" in self.form.tables and self.content.tasks is not None

    def task_sheet(self, workbook: Workbook) -> None:
        heads = (self.office, wording.PROGRESS_TITLE, self.period(), wording.PROGRESS_HINT)
        first, last = self.reference.calendar.year_bounds(self.year)
        draw_records(workbook, self.form, self.form.tables["tasks"], self.reference, heads, self.content.tasks or (), (first, last))

    def sign_off_sheet(self, workbook: Workbook) -> None:
        canvas = Canvas(workbook, self.tabs["sign_off"], self.form, _SIGN_OFF_WIDTHS)
        width = len(_SIGN_OFF_WIDTHS)
        canvas.put(1, 1, self.office.upper(), "heading", across=width)
        canvas.put(2, 1, wording.SIGN_OFF_TITLE, "title", across=width)
        canvas.put(3, 1, f"{self.period()}. {wording.SIGN_OFF_HINT}", "hint", across=width)
        facts = self.facts()
        for fact in self.form.facts.values():
            if fact.sheet == "sign_off":
                across = width + 1 - coordinate_to_tuple(fact.cell)[1]
                cell = draw_fact(canvas, fact, facts[fact.name], across)
                if fact.type == "date":
                    canvas.validate(date_validation(self.starts, date(self.year + 2, 12, 31)), cell)
        canvas.put(_SIGNATURE_ROW, 4, wording.PLACE_AND_DATE, "centred", across=3)
        canvas.put(_SIGNATURE_ROW + 1, 1, wording.PREPARER, "office", across=3)
        canvas.put(_SIGNATURE_ROW + 1, 4, wording.HEAD, "office", across=3)
        canvas.finish()


def criterion(element: Element, form: Form) -> tuple[str, str]:
    """An element's name as its row prints it, and the look: a part of another says so and stands further in."""
    is_marked = element.name.startswith(form.of_which)
    if not element.depth and not is_marked:
        return element.name, "text"
    text = element.name if is_marked or not form.of_which else f"{form.of_which[0]} {element.name}"
    return text, "part" if element.depth < 2 else "part_of_part"


def _widths(table: Table, **at_least: float) -> list[float]:
    return [max(column.width, at_least.get(name, 0)) for name, column in table.columns.items()]


def _input_look(column: Column) -> str:
    return {"date": "input_date", "code": "input_code"}.get(column.type, "input_text")


def _explanation_values(explanation: Explanation | None, names: Mapping[str, str]) -> dict[str, Value]:
    if explanation is None:
        return {}
    return {
        "code": explanation.indicator_code,
        "name": names.get(explanation.indicator_code),
        "cause": explanation.cause,
        "remedy": explanation.remedy,
        "responsible": explanation.responsible,
        "promised_on": explanation.promised_on,
    }
