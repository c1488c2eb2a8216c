"""The sheet of indicator codes and names that lists of other sheets choose from."""

from collections.abc import Sequence

from openpyxl import Workbook

from common.spreadsheet import sheet_reference
from etl.template import wording
from etl.template.canvas import Canvas
from etl.template.forms import Form
from etl.template.lists import Indicator
from etl.template.metrics import digits_for

_WIDTHS = (14, 52, 22, 12, 14)
_HEADER_ROW = 4


def draw_lookup(workbook: Workbook, form: Form, tab: str, rows: Sequence[Indicator]) -> str:
    """Draws the sheet; the range of its codes, as a list validation wants it."""
    code_width = max([_WIDTHS[0], *(digits_for(row.code) for row in rows)])
    canvas = Canvas(workbook, tab, form, (code_width, *_WIDTHS[1:]))
    canvas.put(1, 1, wording.LOOKUP_TITLE, "title", across=len(_WIDTHS))
    canvas.put(2, 1, wording.LOOKUP_HINT, "hint", across=len(_WIDTHS))
    for column, header in enumerate(wording.LOOKUP_HEADER, 1):
        canvas.put(_HEADER_ROW, column, header, "head")
    for at, row in enumerate(rows, _HEADER_ROW + 1):
        canvas.put(at, 1, row.code, "code")
        canvas.put(at, 2, row.name, "text")
        canvas.put(at, 3, row.field_name, "text")
        canvas.put(at, 4, wording.KINDS.get(row.kind, row.kind), "code")
        canvas.put(at, 5, wording.DIRECTIONS.get(row.direction, row.direction), "code")
    canvas.finish(freeze=f"A{_HEADER_ROW + 1}", title_rows=f"{_HEADER_ROW}:{_HEADER_ROW}", orientation="portrait")
    return f"{sheet_reference(tab)}!$A${_HEADER_ROW + 1}:$A${_HEADER_ROW + max(len(rows), 1)}"
