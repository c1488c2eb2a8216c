"""The copy of a refused file that goes back to the office: its own workbook, each wrong cell marked and explained."""

import logging
import zipfile
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from etl.problems import Problem

_log = logging.getLogger(__name__)

#: The sheet that lists what to mend; readers of forms pass it over.
LIST_SHEET = "Lỗi cần sửa"

_FONT = "Times New Roman"
_FILLS = {"error": PatternFill("solid", fgColor="F8CBAD"), "warning": PatternFill("solid", fgColor="FFE699")}
_WORDS = {"error": "Lỗi", "warning": "Cảnh báo"}
_THIN = Side(style="thin", color="BFBFBF")
_COLUMNS = (("STT", 6), ("Mức", 11), ("Trang", 24), ("Ô", 9), ("Nội dung và cách sửa", 96))


def write_returned(original: Path, problems: Iterable[Problem], out: Path, name: str | None = None) -> None:
    """Writes the marked copy of `original` to `out`; only the list when the file itself cannot be opened.

    `name` is what the file was called when it came. Problems are listed worst first; a cell with several is marked once,
    with all of them in its comment.
    """
    found = sorted(problems, key=lambda problem: problem.severity)
    workbook = _opened(original)
    if workbook is None:
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
    else:
        _mark_cells(workbook, found)
    if LIST_SHEET in workbook.sheetnames:
        workbook.remove(workbook[LIST_SHEET])
    _write_list(workbook, found, name or original.name)
    workbook.active = 0
    for sheet in workbook.worksheets[1:]:
        sheet.sheet_view.tabSelected = False
    out.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(out)


def _opened(original: Path) -> Workbook | None:
    """The workbook, or None for a file that is none, or that openpyxl cannot write back."""
    if not zipfile.is_zipfile(original):
        return None
    try:
        return load_workbook(original)
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, OSError) as error:
        _log.info("%s cannot be marked: %s", original.name, error)
        return None


def _mark_cells(workbook: Workbook, problems: list[Problem]) -> None:
    by_place: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.sheet in workbook.sheetnames and problem.cell:
            by_place.setdefault((str(problem.sheet), problem.cell), []).append(problem)
    for (sheet, address), said in by_place.items():
        cell = _writable(workbook[sheet], address)
        if cell is None:
            continue
        cell.fill = _FILLS[said[0].severity]
        text = "\n".join(f"{_WORDS[problem.severity]}: {problem.message}" for problem in said)
        comment = Comment(text, "Chỉ Tiêu")
        comment.width = 340
        comment.height = 30 + 19 * sum(1 + len(line) // 46 for line in text.split("\n"))
        cell.comment = comment


def _writable(sheet: Worksheet, address: str) -> Cell | None:
    """The cell at an address, or the one that shows for it when it was merged away."""
    for merged in sheet.merged_cells.ranges:
        if address in merged:
            address = merged.start_cell.coordinate
    try:
        cell = sheet[address]
    except ValueError:
        return None
    return cell if isinstance(cell, Cell) else None


def _write_list(workbook: Workbook, problems: list[Problem], name: str) -> None:
    sheet = workbook.create_sheet(LIST_SHEET, 0)
    sheet.sheet_view.showGridLines = False
    sheet["A1"] = "CÁC LỖI CẦN SỬA"
    sheet["A1"].font = Font(name=_FONT, size=15, bold=True)
    errors = sum(problem.severity == "error" for problem in problems)
    sheet["A2"] = (
        f"Tệp “{name}” có {errors} lỗi nên chưa được nhận. Sửa các ô được tô màu trong chính tệp này rồi gửi lại; "
        "trang này không cần xoá."
    )
    sheet["A2"].font = Font(name=_FONT, size=12, italic=True)
    for column, (heading, width) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(4, column, heading)
        cell.font = Font(name=_FONT, size=12, bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(top=_THIN, bottom=_THIN, left=_THIN, right=_THIN)
        sheet.column_dimensions[cell.column_letter].width = width
    for place, problem in enumerate(problems, 1):
        _write_row(workbook, sheet, place, problem)
    sheet.freeze_panes = "A5"
    sheet.print_title_rows = "4:4"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write_row(workbook: Workbook, sheet: Worksheet, place: int, problem: Problem) -> None:
    row = 4 + place
    values: tuple[int | str, ...] = (place, _WORDS[problem.severity], problem.sheet or "", problem.cell or "", problem.message)
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            # Text from the file is data: it must not run as a formula in the copy.
            cell.data_type = "s"
        cell.font = Font(name=_FONT, size=12)
        cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal="center" if column < 5 and column != 3 else "left")
        cell.border = Border(top=_THIN, bottom=_THIN, left=_THIN, right=_THIN)
    sheet.cell(row, 2).fill = _FILLS[problem.severity]
    if problem.sheet in workbook.sheetnames and problem.cell:
        link = sheet.cell(row, 4)
        quoted = str(problem.sheet).replace("'", "''")
        link.hyperlink = f"#'{quoted}'!{problem.cell}"
        link.font = Font(name=_FONT, size=12, color="0563C1", underline="single")
    sheet.row_dimensions[row].height = 17 * (1 + len(problem.message) // 100)
