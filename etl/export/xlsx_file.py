"""A table as an Excel workbook: real numbers and dates, frozen heads, filters, and a sheet that explains the columns."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from common.spreadsheet import EXACT, LONGEST_TEXT, cleaned, would_run
from etl.export.catalogue import Column, Snapshot, Table
from etl.export.data_package import Part, Written

#: An Excel sheet has 1,048,576 rows, the first of which holds the heads; longer tables go on in further sheets.
ROWS_A_SHEET = 1_048_575
_CUT = " … (cắt bớt)"
_BATCH = 5_000
_WIDEST, _NARROWEST = 60, 8
_EXPLANATION = "Từ điển"
_EXPLANATION_HEADS = ("cột", "kiểu", "đơn vị", "nghĩa")

Write = Callable[[int, int, Any], object]


def write(connection: duckdb.DuckDBPyConnection, table: Table, about: Snapshot, path: Path) -> Written:
    """Writes row after row with constant memory, however long the table is."""
    try:
        with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
            book.set_properties(
                {"title": table.name, "subject": table.comment, "comments": about.snapshot_id, "created": about.published_at}
            )
            looks = _Looks(book)
            cursor = connection.execute(f"select * from {table.name}")
            sheets: list[str] = []
            rows = cursor.fetchmany(_BATCH)
            total = 0
            while not sheets or rows:
                name = _sheet_name(table.name, len(sheets))
                sheets.append(name)
                written, rows = _sheet(book.add_worksheet(name), looks, table.columns, rows, cursor)
                total += written
            _explain(book.add_worksheet(_EXPLANATION), looks, table)
    except FileCreateError as error:
        # What stood in the way is inside: a full disk says so by its number.
        raise (error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error))) from error
    return Written(table, path, total, tuple(Part(sheet) for sheet in sheets))


def _sheet_name(table: str, index: int) -> str:
    number = f" ({index + 1})" if index else ""
    return table[: 31 - len(number)] + number


def _sheet(
    sheet: Worksheet, looks: "_Looks", columns: Sequence[Column], rows: list[tuple[Any, ...]], cursor: duckdb.DuckDBPyConnection
) -> tuple[int, list[tuple[Any, ...]]]:
    """Fills one sheet; returns how many rows it took, and the rows fetched that found no place in it."""
    _heads(sheet, [(column.name, looks.number_head if column.is_number else looks.head) for column in columns])
    for index, width in enumerate(_widths(columns, rows)):
        sheet.set_column(index, index, width)
    writers = [_writer(sheet, looks, column) for column in columns]
    filled = 0
    while rows and filled < ROWS_A_SHEET:
        fitting, rows = rows[: ROWS_A_SHEET - filled], rows[ROWS_A_SHEET - filled :]
        for row in fitting:
            filled += 1
            for index, value in enumerate(row):
                if value is not None:
                    writers[index](filled, index, value)
        rows = rows or cursor.fetchmany(_BATCH)
    sheet.autofilter(0, 0, max(filled, 1), len(columns) - 1)
    return filled, rows


def _heads(sheet: Worksheet, heads: Sequence[tuple[str, Format]]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    for index, (name, look) in enumerate(heads):
        sheet.write_string(0, index, name, look)


def _widths(columns: Sequence[Column], rows: list[tuple[Any, ...]]) -> list[int]:
    """Wide enough for the head with its filter button, and for what the first rows hold."""
    longest = [len(column.name) + 4 for column in columns]
    for row in rows[:200]:
        for index, value in enumerate(row):
            if value is not None:
                longest[index] = max(longest[index], len(_shown(value)) + 2)
    return [min(max(width, _NARROWEST), _WIDEST) for width in longest]


def _shown(value: Any) -> str:
    return f"{value:.2f}" if isinstance(value, float | Decimal) else str(value)


def _writer(sheet: Worksheet, looks: "_Looks", column: Column) -> Write:
    """How values of this column are written: as what they are, in the format that their unit asks for."""
    if column.type == "boolean":
        return lambda row, index, value: sheet.write_boolean(row, index, value)
    if column.type == "date":
        return lambda row, index, value: sheet.write_datetime(row, index, _day(value), looks.day)
    if column.type == "timestamp":
        return lambda row, index, value: sheet.write_datetime(row, index, value, looks.moment)
    if column.is_number:
        look = looks.number(column)
        return lambda row, index, value: (
            sheet.write_number(row, index, float(value), look(value))
            if abs(value) < EXACT
            else sheet.write_string(row, index, f"{value:f}", looks.right)
        )
    return lambda row, index, value: _write_text(sheet, looks, row, index, str(value))


def _day(value: date) -> datetime:
    return datetime(value.year, value.month, value.day)


def _write_text(sheet: Worksheet, looks: "_Looks", row: int, index: int, text: str) -> None:
    """Text is text: it is never looked at as a formula or a link, and stays text when somebody edits the cell."""
    text = cleaned(text)
    if len(text) > LONGEST_TEXT:
        text = text[: LONGEST_TEXT - len(_CUT)] + _CUT
    sheet.write_string(row, index, text, looks.quoted if would_run(text) else None)


def _explain(sheet: Worksheet, looks: "_Looks", table: Table) -> None:
    _heads(sheet, [(name, looks.head) for name in _EXPLANATION_HEADS])
    sheet.fit_to_pages(1, 0)
    for index, width in enumerate((28, 16, 40, 100)):
        sheet.set_column(index, index, width)
    for row, column in enumerate(table.columns, 1):
        for index, text in enumerate((column.name, column.type, column.unit or "", column.comment)):
            _write_text(sheet, looks, row, index, text)


class _Looks:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#f1f1ee"})
        self.number_head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#f1f1ee", "align": "right"})
        # What an apostrophe typed before the text does in Excel: the cell holds the text itself.
        self.quoted = book.add_format({"quote_prefix": True})
        self.right = book.add_format({"align": "right"})
        self.day = book.add_format({"num_format": "dd/mm/yyyy"})
        self.moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self._code = book.add_format({"num_format": "0"})
        self._whole = book.add_format({"num_format": "#,##0"})
        self._percent = book.add_format({"num_format": "#,##0.0"})
        self._ratio = book.add_format({"num_format": "0.0%"})
        self._parts = book.add_format({"num_format": "#,##0.0###"})

    def number(self, column: Column) -> Callable[[Any], Format]:
        """The format of a value: fixed by the unit where all values look alike, else by whether it is whole."""
        unit = column.unit or ""
        if unit in ("năm công tác", "quý", "thứ tự"):
            return lambda value: self._code
        if unit in ("%", "điểm %"):
            return lambda value: self._percent
        if unit.startswith("tỷ lệ"):
            return lambda value: self._ratio
        return lambda value: self._whole if value == int(value) else self._parts
