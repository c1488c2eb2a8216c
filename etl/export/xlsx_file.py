"""A table as an Excel workbook: real numbers and dates, frozen heads, filters, and a sheet that explains the columns."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from xlsxwriter.worksheet import Worksheet

from common.workbook import CODE, Book, filtered, widen
from etl.export.catalogue import Column, Snapshot, Table
from etl.export.data_package import Part, Written

#: An Excel sheet has 1,048,576 rows, the first of which holds the heads; longer tables go on in further sheets.
ROWS_A_SHEET = 1_048_575
_BATCH = 5_000
_EXPLANATION = "Từ điển"
_EXPLANATION_HEADS = ("cột", "kiểu", "đơn vị", "nghĩa")


def write(connection: duckdb.DuckDBPyConnection, table: Table, about: Snapshot, path: Path) -> Written:
    """Writes row after row with constant memory, however long the table is."""
    told = {"title": table.name, "subject": table.comment, "comments": about.snapshot_id, "created": about.published_at}
    with Book(str(path), in_turn=True, **told) as book:
        cursor = connection.execute(f"select * from {table.name}")
        sheets: list[str] = []
        rows = cursor.fetchmany(_BATCH)
        total = 0
        while not sheets or rows:
            sheet = book.sheet(_sheet_name(table.name, len(sheets)))
            sheets.append(sheet.name)
            written, rows = _sheet(book, sheet, table.columns, rows, cursor)
            total += written
        _explain(book, table)
    return Written(table, path, total, tuple(Part(sheet) for sheet in sheets))


def _sheet_name(table: str, index: int) -> str:
    number = f" ({index + 1})" if index else ""
    return table[: 31 - len(number)] + number


def _sheet(
    book: Book, sheet: Worksheet, columns: Sequence[Column], rows: list[tuple[Any, ...]], cursor: duckdb.DuckDBPyConnection
) -> tuple[int, list[tuple[Any, ...]]]:
    """Fills one sheet; returns how many rows it took, and the rows fetched that found no place in it."""
    book.heads(sheet, [column.name for column in columns], numbers=[column.is_number for column in columns])
    widen(sheet, _longest(columns, rows))
    formats = [_number_format(column) for column in columns]
    filled = 0
    while rows and filled < ROWS_A_SHEET:
        fitting, rows = rows[: ROWS_A_SHEET - filled], rows[ROWS_A_SHEET - filled :]
        for row in fitting:
            filled += 1
            for index, value in enumerate(row):
                book.put(sheet, filled, index, value, formats[index])
        rows = rows or cursor.fetchmany(_BATCH)
    filtered(sheet, filled, len(columns))
    return filled, rows


def _longest(columns: Sequence[Column], rows: list[tuple[Any, ...]]) -> list[int]:
    """What the head with its filter button needs, and what the first rows hold."""
    longest = [len(column.name) + 4 for column in columns]
    for row in rows[:200]:
        for index, value in enumerate(row):
            if value is not None:
                longest[index] = max(longest[index], len(_shown(value)) + 2)
    return longest


def _shown(value: Any) -> str:
    return f"{value:.2f}" if isinstance(value, float | Decimal) else str(value)


def _number_format(column: Column) -> str | None:
    """The format of a column's numbers where its unit asks for one; else they are whole or not, one by one."""
    unit = column.unit or ""
    if unit in ("năm công tác", "quý", "thứ tự"):
        return CODE
    if unit in ("%", "điểm %"):
        return "#,##0.0"
    return "0.0%" if unit.startswith("tỷ lệ") else None


def _explain(book: Book, table: Table) -> None:
    sheet = book.sheet(_EXPLANATION)
    book.heads(sheet, _EXPLANATION_HEADS)
    for index, width in enumerate((28, 16, 40, 100)):
        sheet.set_column(index, index, width)
    for row, column in enumerate(table.columns, 1):
        for index, text in enumerate((column.name, column.type, column.unit or "", column.comment)):
            book.put(sheet, row, index, text)
