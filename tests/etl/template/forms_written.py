"""Written workbooks opened again, for the tests of the writers."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from common.paths import SHIPPED
from etl.lists.reference import Reference, read_reference
from etl.template.forms import Form, Kind, read_forms


@cache
def shipped_reference() -> Reference:
    return read_reference(SHIPPED / "reference")


@cache
def form(kind: Kind) -> Form:
    return read_forms(SHIPPED / "forms")[kind]


def opened(path: Path) -> Workbook:
    return load_workbook(path)


def elements_by_field() -> dict[str, list[str]]:
    """The data element codes of each field in the order of the lists, by the field's short name."""
    tables = shipped_reference().tables
    names = dict(zip(tables["fields"]["field_code"], tables["fields"]["short_name"], strict=True))
    found: dict[str, list[str]] = {name: [] for name in names.values()}
    for code, field in zip(tables["data_elements"]["data_element_code"], tables["data_elements"]["field_code"], strict=True):
        found[names[field]].append(code)
    return found


def column_of(sheet: Worksheet, header: str, row: int) -> int:
    return next(cell.column for cell in sheet[row] if cell.value == header)


def cells_of(sheet: Worksheet, header: str, header_row: int) -> Iterator[Cell]:
    """The cells under a header, past the row that numbers the columns."""
    column = column_of(sheet, header, header_row)
    for row in range(header_row + 2, sheet.max_row + 1):
        yield sheet.cell(row, column)


def is_validated(sheet: Worksheet, cell: Cell, kind: str) -> bool:
    """Whether exactly one validation holds for the cell, of that kind."""
    kinds = [rule.type for rule in sheet.data_validations.dataValidation if cell.coordinate in rule.sqref]
    return kinds == [kind]
