"""What every form is drawn with: styles, page setup, protection, validations, cells that cut no text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from common.spreadsheet import put_text, sheet_reference
from etl.template import wording
from etl.template.forms import Form, Style
from etl.template.metrics import height_for, line_count

Value = str | int | Decimal | date | None

DATE_FORMAT = "dd/mm/yyyy"
WHOLE_FORMAT = "#,##0"
NUMBER_FORMAT = "#,##0.00##"
_PAPER = {"A3": 8, "A4": 9}
_MM_PER_INCH = 25.4
_HEADER_MM = 10
_TAB_LENGTH = 31
_TAB_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


@dataclass(frozen=True)
class Look:
    """How a kind of cell looks and whether it takes input."""

    is_bold: bool = False
    is_italic: bool = False
    size: float = 1
    horizontal: str = "left"
    is_boxed: bool = False
    fill: str | None = None
    is_input: bool = False
    format: str = "General"
    indent: int = 0
    colour: str | None = None


#: Sizes are over the form's own; `head` and `input` name the fills of the form's style.
LOOKS = {
    "plain": Look(),
    "hint": Look(is_italic=True, size=0.92),
    "office": Look(is_bold=True, horizontal="center"),
    "centred": Look(horizontal="center"),
    "title": Look(is_bold=True, size=0, horizontal="center"),
    "subtitle": Look(is_bold=True, horizontal="center"),
    "remark": Look(is_bold=True, is_italic=True, horizontal="center", colour="B00020"),
    "heading": Look(is_bold=True),
    "right": Look(horizontal="right"),
    "label": Look(is_boxed=True, fill="head"),
    "value": Look(is_boxed=True, is_bold=True),
    "date": Look(is_bold=True, horizontal="center", format=DATE_FORMAT),
    "head": Look(is_boxed=True, is_bold=True, horizontal="center", fill="head"),
    "number": Look(is_boxed=True, is_italic=True, size=0.84, horizontal="center"),
    "text": Look(is_boxed=True),
    "part": Look(is_boxed=True, is_italic=True, indent=1),
    "part_of_part": Look(is_boxed=True, is_italic=True, indent=2),
    "code": Look(is_boxed=True, horizontal="center"),
    "small": Look(is_boxed=True, size=0.8, horizontal="center"),
    "link": Look(is_boxed=True, colour="0B4F8A"),
    "blocked": Look(is_boxed=True, horizontal="center", fill="head", colour="8A94A0"),
    "input_text": Look(is_boxed=True, fill="input", is_input=True),
    "input_code": Look(is_boxed=True, horizontal="center", fill="input", is_input=True, format="@"),
    "input_date": Look(is_boxed=True, horizontal="center", fill="input", is_input=True, format=DATE_FORMAT),
    "input_whole": Look(is_boxed=True, horizontal="right", fill="input", is_input=True, format=WHOLE_FORMAT),
    "input_number": Look(is_boxed=True, horizontal="right", fill="input", is_input=True, format=NUMBER_FORMAT),
}


def new_workbook(form: Form, title: str) -> Workbook:
    """A workbook without sheets that knows the form's styles and says which form it is."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    # The first font is what column widths are counted in.
    workbook._fonts[0] = _font(form.style, Look())  # type: ignore[attr-defined]
    for name, look in LOOKS.items():
        workbook.add_named_style(_named_style(name, look, form.style))
    properties = workbook.properties
    properties.title, properties.subject, properties.creator = title, form.marker, wording.CREATOR
    properties.category, properties.lastModifiedBy = form.form_code, wording.CREATOR
    workbook.defined_names[form.defined_name] = DefinedName(form.defined_name, attr_text=f'"{form.marker}"', hidden=True)
    return workbook


def _font(style: Style, look: Look) -> Font:
    size = style.size * look.size if look.size else style.title_size
    return Font(style.font, round(size, 1), bold=look.is_bold, italic=look.is_italic, color=look.colour or style.ink)


def _named_style(name: str, look: Look, style: Style) -> NamedStyle:
    side = Side("thin", style.rule)
    fills = {"head": style.head_fill, "input": style.input_fill}
    fill = PatternFill("solid", fills[look.fill]) if look.fill else PatternFill()
    return NamedStyle(
        name=f"ct_{name}",
        font=_font(style, look),
        fill=fill,
        border=Border(side, side, side, side) if look.is_boxed else Border(),
        alignment=Alignment(look.horizontal, "center", wrap_text=True, indent=look.indent),
        number_format=look.format,
        protection=Protection(locked=not look.is_input),
    )


class Canvas:
    """One sheet being drawn. Rows grow with the text put into them; `finish` sets their heights and locks the sheet."""

    def __init__(self, workbook: Workbook, name: str, form: Form, widths: Iterable[float]) -> None:
        self.sheet: Worksheet = workbook.create_sheet(name)
        self.form = form
        self.widths = list(widths)
        self._lines: dict[int, float] = {}
        self._validated: list[tuple[DataValidation, list[Cell]]] = []
        for position, width in enumerate(self.widths, 1):
            self.sheet.column_dimensions[get_column_letter(position)].width = width
        self.sheet.sheet_view.showGridLines = False

    def put(self, row: int, column: int, value: Value, look: str, across: int = 1, down: int = 1) -> Cell:
        """Writes one cell, merged over `across` columns and `down` rows."""
        cell = self.sheet.cell(row, column)
        if isinstance(cell, MergedCell):
            raise ValueError(f"cell {row},{column} lies within a merged one")
        for each in self._range(row, column, across, down):
            each.style = f"ct_{look}"
        _set(cell, value)
        if across > 1 or down > 1:
            self.sheet.merge_cells(None, row, column, row + down - 1, column + across - 1)
        if isinstance(value, str) and down == 1:
            self.reserve(row, self.lines(value, look, column, across))
        return cell

    def _range(self, row: int, column: int, across: int, down: int) -> Iterable[Any]:
        return (
            self.sheet.cell(each_row, each_column)
            for each_row in range(row, row + down)
            for each_column in range(column, column + across)
        )

    def lines(self, value: str, look: str, column: int, across: int = 1) -> float:
        """How tall a text is in that place, in lines of the form's own size."""
        style, shape = self.form.style, LOOKS[look]
        scale = shape.size or style.title_size / style.size
        width = sum(self.widths[column - 1 : column - 1 + across]) - 1.5 * shape.indent
        return line_count(value, width, shape.is_bold, scale) * scale

    def reserve(self, row: int, lines: float) -> None:
        """Makes a row at least so many lines tall."""
        self._lines[row] = max(self._lines.get(row, 0), lines)

    def link(self, cell: Cell, tab: str) -> None:
        """Makes a cell lead to the top of another sheet."""
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=sheet_reference(tab) + "!A1", display=str(cell.value))
        cell.style = "ct_link"

    def validate(self, validation: DataValidation | None, *cells: Cell) -> None:
        """Puts cells under a validation; None leaves them free."""
        if validation is None:
            return
        known = next((given for rule, given in self._validated if rule is validation), None)
        if known is None:
            self._validated.append((validation, list(cells)))
        else:
            known.extend(cells)

    def finish(self, freeze: str | None = None, title_rows: str | None = None, orientation: str | None = None) -> None:
        """Sets row heights, paper and protection."""
        for row, lines in self._lines.items():
            self.sheet.row_dimensions[row].height = height_for(lines, self.form.style.size)
        for validation, cells in self._validated:
            for block in _blocks(cells):
                validation.add(block)
            self.sheet.add_data_validation(validation)
        self.sheet.freeze_panes = freeze
        if title_rows:
            self.sheet.print_title_rows = title_rows
        _set_page(self.sheet, self.form, orientation or self.form.page.orientation)
        protection = self.sheet.protection
        protection.sheet = True
        # A clerk may widen what is too narrow on his screen.
        protection.formatColumns = protection.formatRows = False


def _blocks(cells: Iterable[Cell]) -> list[str]:
    """The cells as ranges, each a run down one column."""
    runs: list[tuple[Cell, Cell]] = []
    for cell in sorted(cells, key=lambda cell: (cell.column, cell.row)):
        if runs and (runs[-1][1].column, runs[-1][1].row + 1) == (cell.column, cell.row):
            runs[-1] = (runs[-1][0], cell)
        else:
            runs.append((cell, cell))
    return [f"{first.coordinate}:{last.coordinate}" for first, last in runs]


def _set(cell: Cell, value: Value) -> None:
    if isinstance(value, str):
        put_text(cell, value)
    else:
        cell.value = value


def _set_page(sheet: Worksheet, form: Form, orientation: str) -> None:
    page, setup = form.page, sheet.page_setup
    setup.paperSize = _PAPER[page.paper]
    setup.orientation = "landscape" if orientation == "landscape" else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(
        left=page.margins_mm.left / _MM_PER_INCH,
        right=page.margins_mm.right / _MM_PER_INCH,
        top=page.margins_mm.top / _MM_PER_INCH,
        bottom=page.margins_mm.bottom / _MM_PER_INCH,
        header=_HEADER_MM / _MM_PER_INCH,
        footer=_HEADER_MM / _MM_PER_INCH,
    )
    number = _HeaderFooterPart("&P", f"{form.style.font},Regular", round(form.style.size))
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(center=number)
    sheet.HeaderFooter.oddFooter = _footer(form)
    sheet.print_options.horizontalCentered = True


def _footer(form: Form) -> HeaderFooterItem:
    return HeaderFooterItem(right=_HeaderFooterPart(form.marker, size=9))


def without_first_number(canvas: Canvas) -> None:
    """The first page bears no number, as administrative papers have it."""
    canvas.sheet.HeaderFooter.differentFirst = True
    canvas.sheet.HeaderFooter.firstFooter = _footer(canvas.form)


def tab_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Names that Excel accepts for tabs, each once: at most 31 letters, none of ``[]:*?/\\``."""
    used = {name.casefold() for name in taken}
    names = []
    for text in wanted:
        base = text.translate(_TAB_FORBIDDEN).strip(" '")[:_TAB_LENGTH].strip(" '") or "Trang"
        name, copy = base, 2
        while name.casefold() in used:
            name, copy = f"{base[: _TAB_LENGTH - 4]} ({copy})", copy + 1
        used.add(name.casefold())
        names.append(name)
    return names


def whole_validation() -> DataValidation:
    """Takes whole numbers from 0 up."""
    return _validation("whole", wording.WHOLE_TITLE, wording.WHOLE_ERROR, operator="greaterThanOrEqual", formula1="0")


def number_validation() -> DataValidation:
    """Takes numbers from 0 up."""
    return _validation("decimal", wording.NUMBER_TITLE, wording.NUMBER_ERROR, operator="greaterThanOrEqual", formula1="0")


def date_validation(first: date, last: date) -> DataValidation:
    """Takes a date from `first` to `last`."""
    said = wording.DATE_ERROR.format(first=wording.day(first), last=wording.day(last))
    bounds = {"formula1": _serial(first), "formula2": _serial(last)}
    return _validation("date", wording.DATE_TITLE, said, operator="between", **bounds)


def list_validation(formula: str) -> DataValidation:
    """Takes one of a list: a range, or texts between quotes."""
    return _validation("list", wording.LIST_TITLE, wording.LIST_ERROR, formula1=formula)


def _validation(kind: Any, title: str, error: str, **rest: Any) -> DataValidation:
    return DataValidation(
        type=kind, allow_blank=True, showErrorMessage=True, errorTitle=title, error=error, errorStyle="stop", **rest
    )


def _serial(day: date) -> str:
    """A day as spreadsheets count it; a date written as text would be read by the machine's own habits."""
    return str((day - date(1899, 12, 30)).days)
