"""The front page of every form: whose it is, for which period, how to fill it, which sheets it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.cell import Cell
from openpyxl.utils.cell import coordinate_to_tuple

from etl.template import wording
from etl.template.canvas import Canvas, Value, without_first_number
from etl.template.forms import Fact

#: Widths of the front page's six columns.
FRONT_WIDTHS = (6, 24, 14, 11, 14, 15)
_COLUMNS = len(FRONT_WIDTHS)
_LABEL_COLUMNS = 2
_INPUT_LOOKS = {"date": "input_date", "code": "input_code"}


@dataclass(frozen=True)
class Leaf:
    """A sheet as the front page lists it."""

    tab: str
    content: str
    rows: int | None = None


def draw_letterhead(canvas: Canvas, office: str, title: str, subtitle: str, remark: str | None) -> None:
    """Rows 1–7 but for the period: the office, the nation's name, the title, a remark."""
    canvas.put(1, 1, office.upper(), "office", across=2, down=2)
    canvas.put(1, 3, wording.NATION, "office", across=4)
    canvas.put(2, 3, wording.MOTTO, "office", across=4)
    canvas.reserve(2, max(1.0, canvas.lines(office.upper(), "office", 1, 2) - 1))
    canvas.put(4, 1, canvas.form.title, "title", across=_COLUMNS)
    canvas.put(5, 1, subtitle.upper(), "subtitle", across=_COLUMNS)
    if remark:
        canvas.put(7, 1, remark, "remark", across=_COLUMNS)


def draw_facts(canvas: Canvas, values: Mapping[str, Value]) -> tuple[dict[str, Cell], int]:
    """Label and value of every fact of the front page; the value cells by name, and the last row used."""
    cells: dict[str, Cell] = {}
    last = 0
    for fact in canvas.form.facts.values():
        if fact.sheet == "info":
            cells[fact.name] = draw_fact(canvas, fact, values.get(fact.name))
            last = max(last, cells[fact.name].row)
    return cells, last


def draw_fact(canvas: Canvas, fact: Fact, value: Value, across: int = _COLUMNS - _LABEL_COLUMNS) -> Cell:
    """One fact; it spans the page unless the next cell of its row belongs to another fact."""
    (row, label_column), (_, column) = coordinate_to_tuple(fact.at), coordinate_to_tuple(fact.cell)
    shares_row = sum(other.sheet == fact.sheet and coordinate_to_tuple(other.at)[0] == row for other in _facts(canvas)) > 1
    if shares_row:
        canvas.put(row, label_column, fact.header, "right")
        return canvas.put(row, column, value, "input_date" if fact.is_input else "date")
    canvas.put(row, label_column, fact.header, "label", across=column - label_column)
    look = _INPUT_LOOKS.get(fact.type, "input_text") if fact.is_input else "value"
    return canvas.put(row, column, value, look, across=across)


def _facts(canvas: Canvas) -> Sequence[Fact]:
    return tuple(canvas.form.facts.values())


def draw_due(canvas: Canvas, row: int, due_on: date, hour: int) -> None:
    """When the report is due: information, which no reader looks for."""
    canvas.put(row, 1, wording.DUE, "label", across=_LABEL_COLUMNS)
    said = f"{hour} giờ ngày {wording.day(due_on)}"
    canvas.put(row, 1 + _LABEL_COLUMNS, said, "value", across=_COLUMNS - _LABEL_COLUMNS)


def draw_steps(canvas: Canvas, row: int, steps: Sequence[str]) -> int:
    """How to fill the form; the row after it."""
    canvas.put(row, 1, wording.HOW_TO_FILL, "heading", across=_COLUMNS)
    for number, step in enumerate(steps, 1):
        canvas.put(row + number, 1, f"{number}. {step}", "plain", across=_COLUMNS)
    return row + len(steps) + 2


def draw_leaves(canvas: Canvas, row: int, leaves: Sequence[Leaf]) -> None:
    """The list of sheets, each a link."""
    canvas.put(row, 1, wording.SHEET_LIST, "heading", across=_COLUMNS)
    ordinal, tab, content, rows = wording.SHEET_LIST_HEADER
    canvas.put(row + 1, 1, ordinal, "head")
    canvas.put(row + 1, 2, tab, "head")
    canvas.put(row + 1, 3, content, "head", across=3)
    canvas.put(row + 1, 6, rows, "head")
    for number, leaf in enumerate(leaves, 1):
        at = row + 1 + number
        canvas.put(at, 1, number, "code")
        canvas.link(canvas.put(at, 2, leaf.tab, "link"), leaf.tab)
        canvas.put(at, 3, leaf.content, "text", across=3)
        canvas.put(at, 6, leaf.rows, "code")


def finish_front(canvas: Canvas) -> None:
    """Paper and protection of the front page, which is one page."""
    canvas.finish(orientation="portrait")
    canvas.sheet.page_setup.fitToHeight = 1
    without_first_number(canvas)
