"""A sheet is seen whole and at its true addresses, whatever program wrote it."""

import io
import zipfile
from datetime import time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from common.spreadsheet import address
from etl.reading.cell_xml import CellXml, SharedTexts
from etl.reading.number_formats import is_percent
from etl.reading.package import Package
from etl.reading.styles import Styles
from etl.reading.workbook import SheetTooLarge, Workbook, as_text


def opened(book: openpyxl.Workbook) -> Workbook:
    buffer = io.BytesIO()
    book.save(buffer)
    return Workbook(Package(buffer.getvalue()))


@given(st.integers(0, 16383))
def test_column_letters_are_those_of_the_spreadsheet(column: int) -> None:
    cell = f"{get_column_letter(column + 1)}7"
    assert address(6, column) == cell
    assert [at[:2] for at in searched(f'<row r="7"><c r="{cell}"><v>1</v></c></row>').cells()] == [(6, column)]


def searched(rows: str) -> CellXml:
    return CellXml(f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode(), Styles(), SharedTexts(b""))


def test_cells_that_do_not_say_where_they_are_follow_one_another() -> None:
    rows = '<row><c><v>1</v></c><c/></row><row r="5"><c><v>2</v></c><c r="E5"><v>3</v></c><c><v>4</v></c></row><row><c/></row>'
    assert [at[:2] for at in searched(rows).cells()] == [(0, 0), (0, 1), (4, 0), (4, 4), (4, 5), (5, 0)]


def test_empty_rows_and_columns_before_the_content_do_not_shift_addresses() -> None:
    book = openpyxl.Workbook()
    book.active["D9"] = "đây"
    sheet = opened(book).sheet("Sheet", 100, 100)
    assert list(sheet.texts(0, 100)) == [(8, 3, "đây")]
    assert sheet.text(0, 0) == "" and sheet.text(500, 500) == ""


def test_a_sheet_beyond_the_limits_says_how_far_it_reaches() -> None:
    book = openpyxl.Workbook()
    book.active["C12"] = 1
    with pytest.raises(SheetTooLarge) as large:
        opened(book).sheet("Sheet", 11, 100)
    assert (large.value.cell, large.value.text) == ("C12", "1")
    with pytest.raises(SheetTooLarge):
        opened(book).sheet("Sheet", 12, 2)
    assert opened(book).sheet("Sheet", 12, 3).value(11, 2) == 1


def test_an_empty_sheet_has_no_rows() -> None:
    assert opened(openpyxl.Workbook()).sheet("Sheet", 10, 10).rows == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="B2" t="e"><v>#REF!</v></c>', ("error", "#REF!")),
        ("<c r='B2' t='e'><v>#N/A</v></c>", ("error", "#N/A")),
        ('<c r="B2" s="4" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ("error", "#DIV/0!")),
        ('<c r="B2"><f>A1+A2</f></c>', ("uncached", "")),
        ('<c r="B2" s="1"><f>A1+A2</f><v></v></c>', ("uncached", "")),
        ('<c r="B2"><f>A1+A2</f><v/></c>', ("uncached", "")),
        ('<c r="B2"><f t="shared" si="0"/><v/></c>', ("uncached", "")),
        ('<x:c r="B2"><x:f>A1</x:f><x:v></x:v></x:c>', ("uncached", "")),
        ("<c r='B2'>\n<f>A1</f>\n</c>", ("uncached", "")),
        ('<c r="B2"><f>A1+A2</f><v>7</v></c>', None),
        ('<c r="B2"><f aca="false">A1</f><v>0</v></c>', None),
        ('<c r="B2" t="str"><f>""</f><v></v></c>', None),
        ('<x:c r="B2"><x:f>A1</x:f><x:v>3</x:v></x:c>', None),
        ('<c r="B2" t="s"><v>4</v></c>', None),
        ('<c r="B2" s="3"/>', None),
    ],
)
def test_what_looks_blank_and_is_not_is_found(cell: str, expected: tuple[str, str] | None) -> None:
    tag = "x:worksheet" if cell.startswith("<x:") else "worksheet"
    neighbours = '<c r="A2" s="1"/>{}<c r="C2"><v>5</v></c>'.replace("<c", "<x:c").replace("</c", "</x:c").replace("<v>", "<x:v>")
    neighbours = neighbours if tag[0] == "x" else '<c r="A2" s="1"/>{}<c r="C2"><v>5</v></c>'
    xml = f'<{tag}><sheetData><row r="2">{neighbours.format(cell)}</row></sheetData><formula1>1</formula1></{tag}>'
    assert CellXml(xml.encode(), Styles(), SharedTexts(b"")).odd == ({} if expected is None else {(1, 1): expected})


def test_hidden_sheets_and_sheets_of_charts_are_told_apart() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book.create_sheet("Rất ẩn").sheet_state = "veryHidden"
    book.create_chartsheet("Biểu đồ")
    book.create_sheet("Lỗi cần sửa")
    seen = opened(book)
    assert seen.names == ["Sheet", "Ẩn", "Rất ẩn"]
    assert seen.hidden == {"Ẩn", "Rất ẩn"}


def test_old_fonts_are_read_cell_by_cell_and_run_by_run() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A1"].font = "Hµ TÜnh", Font(name=".VnTime")
    sheet["A2"], sheet["A2"].font = "Höông Sôn", Font(name="VNI-Times")
    sheet["A3"], sheet["A3"].font = "Hµ TÜnh", Font(name="Arial")
    sheet["A4"] = CellRichText(
        TextBlock(InlineFont(rFont=".VnTime"), "§øc "), TextBlock(InlineFont(rFont="Arial"), "Thọ "), "và"
    )
    sheet["A5"], sheet["A5"].font = 12, Font(name=".VnTime")
    seen = opened(book).sheet("Sheet", 10, 10)
    assert [seen.text(row, 0) for row in range(5)] == ["Hà Tĩnh", "Hương Sơn", "Hµ TÜnh", "Đức Thọ và", "12"]


def test_percent_formats_are_known() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"], book.active["A3"] = 0.9, 0.9, 0.9
    book.active["A1"].number_format, book.active["A3"].number_format = "0%", '0.0" %"'
    seen = opened(book).sheet("Sheet", 10, 10)
    assert [is_percent(seen.xml.look(row, 0).number_format) for row in range(3)] == [True, False, False]


def test_a_far_cell_is_told_with_what_stands_in_it_before_anything_is_laid_out() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = 1, "x"
    with pytest.raises(SheetTooLarge) as large:
        opened(book).sheet("Sheet", 2000, 60)
    assert (large.value.cell, large.value.text) == ("XFD1048576", "x")


@pytest.mark.parametrize("cell", ["A5000", "BJ1", "ZZ12", "XFD1", "A1048576"])
def test_far_away_means_beyond_the_form_in_either_direction(cell: str) -> None:
    book = openpyxl.Workbook()
    book.active[cell] = 7
    with pytest.raises(SheetTooLarge) as large:
        opened(book).sheet("Sheet", 2000, 60)
    assert (large.value.cell, large.value.text) == (cell, "7")


def test_empty_cells_far_away_are_no_content() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"].font = Font(bold=True)
    assert opened(book).sheet("Sheet", 2000, 60).value(0, 0) == 1


def test_the_mark_of_a_form_is_read() -> None:
    book = openpyxl.Workbook()
    book.defined_names["MA_BIEU"] = openpyxl.workbook.defined_name.DefinedName("MA_BIEU", attr_text='"BC-QUY/1"', hidden=True)
    assert opened(book).defined_text("MA_BIEU") == "BC-QUY/1"
    assert opened(book).defined_text("KHAC") is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12.0, "12"), (92.06, "92,06"), (True, "TRUE"), (" a\n", "a"), ("", ""), (timedelta(hours=6, minutes=5), "6:05:00"),
        (timedelta(days=26), "624:00:00"), (timedelta(seconds=59.6), "0:01:00"), (time(6, 5), "06:05:00"),
    ],
)  # fmt: skip
def test_a_cell_as_a_person_reads_it(value: object, text: str) -> None:
    assert as_text(value) == text  # type: ignore[arg-type]


def test_sheets_at_absolute_paths_are_found(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    path = tmp_path / "a.xlsx"
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    for target in ("/xl/worksheets/sheet1.xml", "worksheets/sheet1.xml"):
        with zipfile.ZipFile(path) as source:
            parts = {name: source.read(name) for name in source.namelist()}
        parts["xl/_rels/workbook.xml.rels"] = relations.replace("/xl/worksheets/sheet1.xml", target).encode()
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        seen = Workbook(Package(buffer.getvalue())).sheet("Sheet", 10, 10)
        assert seen.odd == {(0, 0): ("uncached", "")}
