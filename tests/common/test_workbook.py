"""What a number looks like in words, it looks like in Excel."""

import io

import openpyxl
import pytest

from common.workbook import Book, Written, number_format, workbook


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("85,0%", '#,##0.0"%"'), ("1.234", "#,##0"), ("1.234,50", "#,##0.00"), ("\N{MINUS SIGN}7,6 điểm", "#,##0.0"), ("+3", "#,##0"),
        ("84,4% (ước tính)", '#,##0.0"%"'), ("không đổi", "#,##0"), ("", "#,##0"), ("2022", "0"),
    ],
)  # fmt: skip
def test_the_format_is_that_of_the_words(words: str, code: str) -> None:
    assert number_format(words) == code


def test_a_table_without_rows_is_a_workbook_all_the_same() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook("Số liệu", ["A", "B"], [], "Thông tin", [("Bảng", "Không có dòng nào")])))
    assert book.sheetnames == ["Số liệu", "Thông tin"] and book.worksheets[0]["B1"].value == "B"


def test_a_number_that_excel_would_round_stays_as_it_is_written() -> None:
    made = workbook("S", ["A"], [[Written("1.234.567.890.123.456", 1234567890123456)]], "T", [])
    assert openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]["A2"].value == "1.234.567.890.123.456"


def test_what_is_unknown_is_an_empty_cell_not_an_empty_text() -> None:
    made = openpyxl.load_workbook(io.BytesIO(workbook("A", ["Kết quả"], [[Written("")], [Written("85,0%", 85)]], "B", [])))
    assert [made.worksheets[0].cell(row, 1).value for row in (2, 3)] == [None, 85]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("3 Thay đổi từ lần giao ban trước", "3 Thay đổi từ lần giao ban…"), ("4 Cần chỉ đạo: chỉ tiêu", "4 Cần chỉ đạo chỉ tiêu"),
        ("a" * 40, "a" * 31), ("Số liệu", "Số liệu"),
    ],
)  # fmt: skip
def test_the_name_of_a_sheet_ends_after_a_whole_word(name: str, kept: str) -> None:
    stream = io.BytesIO()
    with Book(stream) as book:
        book.sheet(name)
    assert openpyxl.load_workbook(stream).sheetnames == [kept]
