"""Marks a refused workbook: each wrong cell coloured and explained, and a first sheet that lists them with links.

Run as ``python -m etl.judging.marking`` it does so for its parent, one file after another: these workbooks come from outside.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from common.frames import serve
from common.spreadsheet import put_text
from etl.problems import Problem
from etl.reading.workbook import FAULTS_SHEET

_AUTHOR = "Chỉ Tiêu"
_FONT = "Times New Roman"
_FILLS = {"error": PatternFill("solid", fgColor="F8CBAD"), "warning": PatternFill("solid", fgColor="FFE699")}
_WORDS = {"error": "Lỗi", "warning": "Cảnh báo"}
_THIN = Side(style="thin", color="BFBFBF")
_FRAME = Border(top=_THIN, bottom=_THIN, left=_THIN, right=_THIN)
_COLUMNS = (("STT", 6), ("Mức", 11), ("Trang", 26), ("Ô", 10), ("Nội dung và cách sửa", 92))
_FIRST_ROW = 5
#: What a marked cell looked like before, in a hidden column, so that a cell put right does not stay coloured.
_BEFORE_COLUMN = 6
_LETTERS_A_LINE = 100
_A4 = 9

_Place = tuple[str, str]


def mark(original: Path, problems: Sequence[Problem], out: Path, name: str) -> None:
    """Writes the marked copy of a workbook; raises whatever openpyxl raises for one that it cannot open."""
    workbook = load_workbook(original)
    _unmark(workbook)
    before = _mark_cells(workbook, problems)
    write_list(workbook, problems, out, name, before)


def write_list(
    workbook: Workbook, problems: Sequence[Problem], out: Path, name: str, before: dict[_Place, str] | None = None
) -> None:
    """Puts the list of problems first in a workbook and saves it; a link leads to each cell that is there."""
    if FAULTS_SHEET in workbook.sheetnames:
        workbook.remove(workbook[FAULTS_SHEET])
    sheet = workbook.create_sheet(FAULTS_SHEET, 0)
    _write_head(sheet, problems, name)
    for place, problem in enumerate(problems):
        _write_row(workbook, sheet, _FIRST_ROW + place, place + 1, problem, before or {})
    sheet.column_dimensions["F"].hidden = True
    workbook.active = 0
    for other in workbook.worksheets[1:]:
        other.sheet_view.tabSelected = False
    out.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(out)


def _mark_cells(workbook: Workbook, problems: Sequence[Problem]) -> dict[_Place, str]:
    """Colours and explains each cell with a problem; gives what each looked like before."""
    by_place: dict[_Place, list[Problem]] = {}
    for problem in problems:
        if problem.sheet in workbook.sheetnames and problem.cell:
            by_place.setdefault((str(problem.sheet), problem.cell), []).append(problem)
    before = {}
    for (sheet, address), said in by_place.items():
        cell = _shown_cell(workbook[sheet], address)
        if cell is None:
            continue
        if (sheet, cell.coordinate) not in before:
            before[sheet, cell.coordinate] = _look(cell)
        cell.fill = _FILLS[said[0].severity]
        # The sheet stays protected, but what must be put right can be.
        cell.protection = Protection(locked=False, hidden=cell.protection.hidden)
        cell.comment = _comment(said)
    return before


def _comment(problems: Sequence[Problem]) -> Comment:
    text = "\n".join(f"{_WORDS[problem.severity]}: {problem.message}" for problem in problems)
    comment = Comment(text, _AUTHOR)
    comment.width = 360
    comment.height = 24 + 20 * sum(1 + len(line) // 44 for line in text.split("\n"))
    return comment


def _shown_cell(sheet: Worksheet, address: str) -> Cell | None:
    """The cell at an address, or the one that shows for it when it was merged away."""
    for merged in sheet.merged_cells.ranges:
        if address in merged:
            address = merged.start_cell.coordinate
    try:
        cell = sheet[address]
    except ValueError:
        return None
    return cell if isinstance(cell, Cell) else None


def _look(cell: Cell) -> str:
    colour = cell.fill.fgColor if cell.fill.fill_type == "solid" else None
    filled = [colour.type, colour.value, colour.tint] if colour is not None else None
    return json.dumps([filled, bool(cell.protection.locked)])


def _unmark(workbook: Workbook) -> None:
    """Takes the marks of an earlier round off a workbook that came back with its list still in it."""
    if FAULTS_SHEET not in workbook.sheetnames:
        return
    faults = workbook[FAULTS_SHEET]
    for row in faults.iter_rows(min_row=_FIRST_ROW, max_row=_FIRST_ROW + 5000):
        sheet, address = (str(row[column].value or "") for column in (2, 3)) if len(row) >= _BEFORE_COLUMN else ("", "")
        cell = _shown_cell(workbook[sheet], address) if sheet in workbook.sheetnames and address else None
        if cell is None:
            continue
        if cell.comment is not None and cell.comment.text.startswith(tuple(_WORDS.values())):
            cell.comment = None
        try:
            filled, is_locked = json.loads(str(row[_BEFORE_COLUMN - 1].value))
            cell.fill = PatternFill("solid", fgColor=_colour(*filled)) if filled else PatternFill()
            cell.protection = Protection(locked=bool(is_locked), hidden=cell.protection.hidden)
        except (ValueError, TypeError, IndexError):
            # Somebody wrote into the hidden column; the colour stays, nothing else is lost.
            continue


def _colour(kind: str, value: str | int, tint: float) -> Color:
    if kind == "rgb":
        return Color(rgb=str(value), tint=tint)
    return Color(theme=int(value), tint=tint) if kind == "theme" else Color(indexed=int(value), tint=tint)


def _write_head(sheet: Worksheet, problems: Sequence[Problem], name: str) -> None:
    sheet.sheet_view.showGridLines = False
    errors = sum(problem.severity == "error" for problem in problems)
    for address, text, font in (
        ("A1", "CÁC LỖI CẦN SỬA", Font(name=_FONT, size=15, bold=True)),
        ("A2", f"Tệp “{name}” có {errors} lỗi; báo cáo có lỗi chưa được nhận.", Font(name=_FONT, size=12)),
        (
            "A3",
            "Bấm vào địa chỉ ô để đến chỗ cần sửa. Sửa các ô tô màu ngay trong tệp này rồi gửi lại; không cần xoá trang này.",
            Font(name=_FONT, size=12, italic=True),
        ),
    ):
        _put(_cell(sheet, address), text, font)
    for column, (heading, width) in enumerate(_COLUMNS, 1):
        cell = _cell(sheet, f"{get_column_letter(column)}{_FIRST_ROW - 1}")
        _put(cell, heading, Font(name=_FONT, size=12, bold=True))
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = _FRAME
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = f"A{_FIRST_ROW}"
    sheet.print_title_rows = f"{_FIRST_ROW - 1}:{_FIRST_ROW - 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_row(
    workbook: Workbook, sheet: Worksheet, row: int, number: int, problem: Problem, before: dict[_Place, str]
) -> None:
    values: tuple[str | int, ...] = (number, _WORDS[problem.severity], problem.sheet or "", problem.cell or "", problem.message)
    for column, value in enumerate(values, 1):
        cell = _cell(sheet, f"{get_column_letter(column)}{row}")
        _put(cell, value, Font(name=_FONT, size=12))
        cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal="left" if column in (3, 5) else "center")
        cell.border = _FRAME
    sheet.cell(row, 2).fill = _FILLS[problem.severity]
    sheet.row_dimensions[row].height = 18 * max(1 + len(problem.message) // _LETTERS_A_LINE, 1 + len(problem.sheet or "") // 26)
    if problem.sheet not in workbook.sheetnames or not problem.cell:
        return
    link, target = sheet.cell(row, 4), str(problem.sheet).replace("'", "''")
    link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{target}'!{problem.cell}")
    link.font = Font(name=_FONT, size=12, color="0563C1", underline="single")
    shown = _shown_cell(workbook[str(problem.sheet)], problem.cell)
    if shown is not None and (look := before.get((str(problem.sheet), shown.coordinate))):
        _put(_cell(sheet, f"{get_column_letter(_BEFORE_COLUMN)}{row}"), look, Font(name=_FONT, size=12))


def _cell(sheet: Worksheet, address: str) -> Cell:
    cell = sheet[address]
    assert isinstance(cell, Cell), "the list has no merged cells"
    return cell


def _put(cell: Cell, value: str | int, font: Font) -> None:
    if isinstance(value, str):
        put_text(cell, value)
    else:
        cell.value = value
    cell.font = font


def prepare(setting: bytes) -> Callable[[bytes], bytes]:
    """What marks one workbook for each request, and answers with nothing when it is done, else with what went wrong."""
    return _answer


def _answer(request: bytes) -> bytes:
    original, problems, out, name = json.loads(request)
    try:
        mark(Path(original), [Problem(*each) for each in problems], Path(out), name)
    except Exception as error:
        # openpyxl has no one way to say that a workbook is beyond it; the list alone is sent then.
        return repr(error).encode()
    return b""


if __name__ == "__main__":
    serve(prepare, lambda setting: 180.0)
