"""Writes the province's collection workbook: one quarter, a sheet per field, the units across."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from etl.lists.reference import Reference
from etl.template import wording
from etl.template.canvas import (
    LOOKS,
    Canvas,
    Value,
    date_validation,
    new_workbook,
    number_validation,
    tab_names,
    whole_validation,
)
from etl.template.content import CollectionContent, Number
from etl.template.forms import Form, Pairs
from etl.template.front import (
    FRONT_WIDTHS,
    Leaf,
    draw_due,
    draw_facts,
    draw_leaves,
    draw_letterhead,
    draw_steps,
    finish_front,
)
from etl.template.lists import Element, Field, fields, open_units
from etl.template.metrics import digits_for
from etl.template.packing import save
from etl.template.quarterly import criterion
from etl.vietnamese.folding import fold


@dataclass(frozen=True)
class _Row:
    """One criterion: its text and look, and the element of each sub-column (None: not counted so)."""

    text: str
    look: str
    elements: tuple[Element | None, ...]

    @property
    def unit_of_measure(self) -> str:
        return " / ".join(dict.fromkeys(element.unit_of_measure for element in self.elements if element))


def write_collection_form(
    reference: Reference, form: Form, year: int, quarter: int, out: Path, content: CollectionContent | None = None
) -> None:
    """Writes the workbook of all units open in the quarter to `out` (.xlsx); the same arguments give the same bytes.

    A unit without figures stays blank. The totals are sums over the units of what is given. Raises ValueError for a
    quarter that the year does not have.
    """
    content = content or CollectionContent()
    starts, ends = reference.calendar.quarter_bounds(year, quarter)
    period = wording.quarter_title(year, quarter)
    found, units = fields(reference), open_units(reference, year, quarter)
    tabs = tab_names((field.short_name for field in found), [form.sheets["info"].header])
    workbook = new_workbook(form, f"{form.title} {period.upper()}")
    canvas = Canvas(workbook, form.sheets["info"].header, form, FRONT_WIDTHS)
    draw_letterhead(canvas, "", form.title, period, content.remark)
    facts: dict[str, Value] = {"form": form.marker, "quarter": quarter, "year": year, "period_from": starts}
    cells, row = draw_facts(canvas, facts | {"period_to": content.period_to or ends})
    canvas.validate(date_validation(starts, ends), cells["period_to"])
    draw_due(canvas, row + 1, reference.calendar.due_on(year, quarter), reference.calendar.report_due_hour)
    total = form.tables["figures"].columns["total"].header
    row = draw_steps(canvas, row + 3, [step.format(total=total) for step in wording.COLLECTION_STEPS])
    leaves = [Leaf(tab, field.name, len(field.elements)) for field, tab in zip(found, tabs, strict=True)]
    draw_leaves(canvas, row, leaves)
    finish_front(canvas)
    for number, (field, tab) in enumerate(zip(found, tabs, strict=True), 1):
        title = f"{wording.field_title(number, field.name)} – {period.upper()}"
        _FieldSheet(form, field, units, content.figures).draw(workbook, tab, title)
    workbook.active = 0
    save(workbook, out, starts)


class _FieldSheet:
    """One field's sheet while it is drawn: label columns, a code column per sub-column, then the groups."""

    def __init__(
        self,
        form: Form,
        field: Field,
        units: Sequence[tuple[str, str]],
        figures: Mapping[str, Mapping[str, Number]],
    ) -> None:
        self.form, self.table, self.units, self.figures = form, form.tables["figures"], units, figures
        self.rows = _rows(field, form)
        names = ("first", "second") if len(self.rows[0].elements) == 2 else ("only",)
        self.subs = [form.sub_columns[name].header for name in names]
        self.labels = [name for name in self.table.columns if name in ("name", "unit_of_measure")]
        self.first_code = len(self.labels) + 1
        self.first_figure = self.first_code + len(self.subs)

    def draw(self, workbook: Workbook, tab: str, title: str) -> None:
        canvas = Canvas(workbook, tab, self.form, self.widths())
        across = min(len(canvas.widths), self.first_figure + 8)
        canvas.put(1, 1, title, "title", across=across)
        canvas.put(2, 1, wording.COLLECTION_HINT, "hint", across=across)
        self.header(canvas)
        whole, free = whole_validation(), number_validation()
        for at, row in enumerate(self.rows, self.table.first_row):
            self.label_row(canvas, at, row)
            for position, element in enumerate(row.elements):
                self.figure_cells(canvas, at, position, element, whole if element and element.is_whole else free)
        freeze = f"{get_column_letter(self.first_figure)}{self.table.first_row}"
        canvas.finish(freeze, f"{self.table.header_row}:{self.table.first_row - 1}")
        canvas.sheet.print_title_cols = f"A:{get_column_letter(self.first_figure - 1)}"

    def widths(self) -> list[float]:
        columns = self.table.columns
        elements = [element for row in self.rows for element in row.elements if element]
        code = max(digits_for(element.code) * LOOKS["small"].size for element in elements)
        figure = max(columns["figure"].width, *(digits_for(_in_two(name), True) / len(self.subs) for _, name in self.units))
        widths = [columns[name].width for name in self.labels]
        widths += [max(code, columns["code"].width if len(self.subs) == 1 else 0)] * len(self.subs)
        widths += [figure] * len(self.subs) * len(self.units)
        return widths + [max(columns["total"].width, figure)] * len(self.subs)

    def header(self, canvas: Canvas) -> None:
        top, sub, numbers = self.table.header_row, self.table.header_row + 1, self.table.first_row - 1
        columns = self.table.columns
        for position, name in enumerate(self.labels, 1):
            canvas.put(top, position, columns[name].header, "head", down=2)
            canvas.put(numbers, position, columns[name].number, "number")
        groups = [columns["code"].header, *(name for _, name in self.units), columns["total"].header]
        for group, text in enumerate(groups):
            first = self.first_code + group * len(self.subs)
            canvas.put(top, first, text, "head", across=len(self.subs))
            for offset, header in enumerate(self.subs):
                canvas.put(sub, first + offset, header, "head")
                ordinal = first + offset - self.first_figure + 1
                said = str(ordinal) if group else chr(ord(columns["code"].number) + offset)
                canvas.put(numbers, first + offset, said, "number")

    def label_row(self, canvas: Canvas, at: int, row: _Row) -> None:
        texts = {"name": (row.text, row.look), "unit_of_measure": (row.unit_of_measure, "code")}
        for position, name in enumerate(self.labels, 1):
            canvas.put(at, position, *texts[name])
        for position, element in enumerate(row.elements):
            canvas.put(at, self.first_code + position, element.code if element else None, "small")

    def figure_cells(self, canvas: Canvas, at: int, position: int, element: Element | None, rule: DataValidation) -> None:
        columns = range(self.first_figure + position, len(canvas.widths) + 1, len(self.subs))
        if element is None:
            for column in columns:
                canvas.put(at, column, wording.NOT_COUNTED, "blocked")
            return
        given = [self.figures.get(unit, {}).get(element.code) for unit, _ in self.units]
        known = [value for value in given if value is not None]
        look = "input_whole" if element.is_whole else "input_number"
        for column, value in zip(columns, [*given, sum(known) if known else None], strict=True):
            canvas.validate(rule, canvas.put(at, column, value, look))


def _rows(field: Field, form: Form) -> list[_Row]:
    """The field's criteria; with pairs, an element without a partner leaves the other sub-column closed."""
    partners = _partners(field, form.pairs)
    if not partners:
        return [_Row(*criterion(element, form), (element,)) for element in field.elements]
    rows: list[_Row] = []
    firsts = {second.code: first for first, second in partners.items()}
    above: str | None = None
    for element in field.elements:
        if partner := partners.get(element.code):
            text = _without(element.name, form.pairs)
            rows.append(_Row(text, criterion(element, form)[1], (element, partner)))
        elif element.code not in firsts:
            is_second = element.unit_of_measure in form.pairs.second
            row = _Row(*criterion(element, form), (None, element) if is_second else (element, None))
            # A part of the second of a pair belongs under the pair's row, which stands further up.
            rows.insert(_under(rows, above) if is_second and element.depth and above else len(rows), row)
        above = firsts.get(element.code, above if element.depth else None)
    return rows


def _under(rows: Sequence[_Row], first: str) -> int:
    """The place after the row of a pair, named by its first element, and after the parts that follow it."""
    at = 1 + next(number for number, row in enumerate(rows) if row.elements[0] and row.elements[0].code == first)
    while at < len(rows) and all(element is None or element.depth for element in rows[at].elements):
        at += 1
    return at


def _partners(field: Field, pairs: Pairs) -> dict[str, Element]:
    """The second element of each pair by the code of the first."""
    seconds = {
        fold(_without(element.name, pairs)): element
        for element in reversed(field.elements)
        if element.unit_of_measure in pairs.second
    }
    partners: dict[str, Element] = {}
    for element in field.elements:
        if element.unit_of_measure in pairs.first:
            partner = seconds.pop(fold(_without(element.name, pairs)), None)
            if partner:
                partners[element.code] = partner
    return partners


def _without(name: str, pairs: Pairs) -> str:
    """A name without the words that a pair's names differ by: what both of them count."""
    words = "|".join(re.escape(word) for word in sorted(pairs.ignored, key=len, reverse=True))
    rest = re.sub(rf"\b(?:{words})\b", " ", name, flags=re.IGNORECASE)
    rest = " ".join(rest.split())
    return rest[:1].upper() + rest[1:]


def _in_two(name: str) -> str:
    """The longest of the lines when a unit's name breaks where it must: between words."""
    return max(name.split(), key=len, default="")
