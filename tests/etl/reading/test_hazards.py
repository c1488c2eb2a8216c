"""Every form that offices fill is tried with the same hazards, whatever its tables hold: each refuses, and is found where it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from common.spreadsheet import address
from etl.template.forms import Kind
from tests.etl.reading.written import errors, forms, found, message, problems_of, reading_of

pytestmark = pytest.mark.slow

Book = openpyxl.Workbook


@dataclass(frozen=True)
class Table:
    """A table of a form: its sheet, the column that names a row, one that says something of it, and one that may be left out."""

    kind: Kind
    sheet: str
    table: str
    key: str
    said: str
    optional: str

    def column(self, name: str) -> int:
        # An office's figures stand under its name, which is no column of the form: here the second office's.
        return 5 if name == "(office)" else [*forms()[self.kind].tables[self.table].columns].index(name) + 1

    @property
    def header(self) -> int:
        return forms()[self.kind].tables[self.table].header_row

    def row(self, sheet: Worksheet) -> int:
        """The first row whose cell that says something is filled, below the header and the row that numbers the columns."""
        below = self.header + forms()[self.kind].tables[self.table].header_rows + 1
        return next(row for row in range(below, 60) if sheet.cell(row, self.column(self.said)).value is not None)


TABLES = (
    Table("quarterly", "Tin báo", "figures", "code", "figure", "cumulative"),
    Table("quarterly", "Giải trình", "explanations", "code", "cause", "promised_on"),
    Table("quarterly", "Tiến độ nhiệm vụ", "tasks", "number", "done", "done_on"),
    Table("collection", "Tin báo", "figures", "code", "(office)", "total"),
    Table("plan", "Chỉ tiêu", "targets", "code", "value", "due_on"),
    Table("plan", "Nhiệm vụ", "tasks", "number", "text", "due_on"),
    Table("inspection", "Phát hiện", "findings", "number", "text", "remedied_on"),
)
EVERYWHERE = pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.kind}-{table.table}")
Edit = Callable[[Table, Worksheet, int], object]


def said(value: object) -> Edit:
    def edit(table: Table, sheet: Worksheet, row: int) -> None:
        sheet.cell(row, table.column(table.said)).value = value

    return edit


def key(value: object) -> Edit:
    def edit(table: Table, sheet: Worksheet, row: int) -> None:
        sheet.cell(row, table.column(table.key)).value = value

    return edit


def error(table: Table, sheet: Worksheet, row: int) -> None:
    cell = sheet.cell(row, table.column(table.said))
    cell.value, cell.data_type = "#REF!", "e"


def struck(table: Table, sheet: Worksheet, row: int) -> None:
    for cell in sheet[row]:
        cell.font = Font(strike=True)


def merged(table: Table, sheet: Worksheet, row: int) -> None:
    column = table.column(table.said)
    sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)


def hidden_row(table: Table, sheet: Worksheet, row: int) -> None:
    sheet.row_dimensions[row].hidden = True


def hidden_column(table: Table, sheet: Worksheet, row: int) -> None:
    sheet.column_dimensions[sheet.cell(row, table.column(table.said)).column_letter].hidden = True


def hidden_sheet(table: Table, sheet: Worksheet, row: int) -> None:
    sheet.sheet_state = "hidden"


def unlabelled(table: Table, sheet: Worksheet, row: int) -> None:
    """A column slipped into the table, before what is said."""
    column = table.column(table.said)
    sheet.insert_cols(column)
    sheet.cell(row, column).value = 7


def doubled(table: Table, sheet: Worksheet, row: int) -> None:
    sheet.cell(table.header, 30).value = sheet.cell(table.header, table.column(table.said)).value
    sheet.cell(row, 30).value = 5


def renamed(name: str) -> Edit:
    def edit(table: Table, sheet: Worksheet, row: int) -> None:
        sheet.cell(table.header, table.column(getattr(table, name))).value = "Tiêu đề lạ"

    return edit


def sheet_twice(table: Table, sheet: Worksheet, row: int) -> None:
    copy = sheet.parent.copy_worksheet(sheet)
    copy.title = f"{sheet.title} (2)"


PART_STRUCK = CellRichText(TextBlock(InlineFont(strike=True), "1"), "9")
HAZARDS: dict[str, tuple[Edit, set[str]]] = {
    "row struck out": (struck, {"struck_text"}),
    "part of a key struck": (key(PART_STRUCK), {"struck_text", "unknown_element", "unknown_indicator"}),
    "error of a formula": (error, {"error_value"}),
    "formula not calculated": (said("=1+1"), {"formula_not_calculated"}),
    "merged with the row below": (merged, {"merged_cells"}),
    "row hidden": (hidden_row, {"hidden_cells"}),
    "column hidden": (hidden_column, {"hidden_cells"}),
    "sheet hidden": (hidden_sheet, {"hidden_form_sheet"}),
    "column without header": (unlabelled, {"unlabelled_column"}),
    "column twice": (doubled, {"duplicate_column", "duplicate_unit"}),
    "key without a header": (renamed("key"), {"missing_column", "missing_table", "missing_sheet"}),
    "sheet twice": (sheet_twice, {"sheet_repeated"}),
    "day for a key": (key(datetime(2022, 1, 5)), {"date_for_number", "unknown_element", "unknown_indicator"}),
}


def spoil(table: Table, edit: Edit) -> Callable[[Book], object]:
    def spoiled(book: Book) -> None:
        sheet = book[table.sheet]
        edit(table, sheet, table.row(sheet))

    return spoiled


@EVERYWHERE
@pytest.mark.parametrize("hazard", HAZARDS)
def test_a_hazard_refuses_and_is_found_where_it_stands(tmp_path: Path, table: Table, hazard: str) -> None:
    edit, codes = HAZARDS[hazard]
    reading = reading_of(tmp_path, table.kind, spoil(table, edit))
    # What is wrong with an explanation is said, and holds up no figures.
    told = found(reading) if table.table == "explanations" else errors(reading)
    met = [each for each in told if each[0] in codes]
    assert met and all(sheet and sheet.startswith(table.sheet) for _, sheet, _ in met), found(reading)


@EVERYWHERE
def test_a_column_that_was_renamed_is_not_lost_without_a_word(tmp_path: Path, table: Table) -> None:
    if table.table == "figures":
        pytest.skip("the year's total is only compared")

    def edit(table: Table, sheet: Worksheet, row: int) -> None:
        sheet.cell(row, table.column(table.optional)).value = datetime(2022, 8, 31)
        renamed("optional")(table, sheet, row)

    reading = reading_of(tmp_path, table.kind, spoil(table, edit))
    header = forms()[table.kind].tables[table.table].columns[table.optional].header
    assert f"“{header}”" in message(reading, "outside_table") and "“Tiêu đề lạ”" in message(reading, "outside_table")
    (place,) = [problem.cell for problem in problems_of(reading) if problem.code == "outside_table"]
    assert place == address(table.header - 1, table.column(table.optional) - 1)


@EVERYWHERE
def test_a_table_that_was_moved_and_printed_over_pages_says_the_same(tmp_path: Path, table: Table) -> None:
    def edit(table: Table, sheet: Worksheet, row: int) -> None:
        header = [cell.value for cell in sheet[table.header]]
        last = max(row for row in range(row, 60) if sheet.cell(row, table.column(table.key)).value is not None)
        for column, value in enumerate(header, 1):
            sheet.cell(last + 1, column).value = value
        sheet.insert_rows(1, 3)

    whole, moved = reading_of(tmp_path, table.kind), reading_of(tmp_path, table.kind, spoil(table, edit))
    assert found(moved) == found(whole)
    assert [(each.record_key, each.name, each.value) for each in moved.records] == [
        (each.record_key, each.name, each.value) for each in whole.records
    ]
    assert [plan.targets for plan in moved.plans] and len(moved.plans[0].targets) == len(whole.plans[0].targets) if whole.plans else True


@pytest.mark.parametrize(("kind", "cell"), [("plan", "C13"), ("inspection", "C14")])
def test_a_number_that_the_spreadsheet_took_for_a_day_is_refused(tmp_path: Path, kind: Kind, cell: str) -> None:
    def edit(book: Book) -> None:
        book["Thông tin"][cell] = datetime(2022, 1, 5)

    assert ("date_for_number", "Thông tin", cell) in errors(reading_of(tmp_path, kind, edit))


@pytest.mark.parametrize("value", [2.5, "2,5", 1_000_000, 123456789012345, -1, "mười hai", True])
@pytest.mark.parametrize("table", [each for each in TABLES if each.table == "tasks"], ids=lambda table: table.kind)
def test_what_is_counted_of_a_task_is_a_whole_number_that_every_table_holds(tmp_path: Path, table: Table, value: object) -> None:
    def edit(table: Table, sheet: Worksheet, row: int) -> None:
        sheet.cell(row, table.column("planned" if table.kind == "plan" else "done")).value = value

    assert {each[0] for each in errors(reading_of(tmp_path, table.kind, spoil(table, edit)))} <= {
        "not_whole", "not_a_number", "negative_value", "boolean_for_number", "unseen_number",
    }  # fmt: skip
    assert errors(reading_of(tmp_path, table.kind, spoil(table, edit)))
