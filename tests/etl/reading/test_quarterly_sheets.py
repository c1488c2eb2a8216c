"""A quarterly form beyond its tables: moved, renamed and hidden sheets, explanations, signature, old fonts, everything at once."""

import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from etl.vietnamese.legacy_fonts import TCVN3
from tests.etl.reading.written import (
    EXPLANATION,
    FIGURES,
    Book,
    errors,
    figures,
    found,
    message,
    problems_of,
    reading_of,
    row_of,
    setting,
)

# --- sheets


def test_sheets_may_stand_in_any_order_and_be_spelled_otherwise(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        book.move_sheet("Thông tin", 5)
        book["Tin báo"].title = "TIN BÁO "
        book["Ký duyệt"].title = unicodedata.normalize("NFD", "Ký duyệt")
        book["Truy tố"].title = "TT"

    reading = reading_of(tmp_path, "quarterly", edit)
    assert figures(reading) == FIGURES
    assert found(reading) == []


def test_a_renamed_sheet_is_known_by_its_table(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        book["Tin báo"].title = "Sheet1"
        book["Thông tin"].title = "Sheet2"

    reading = reading_of(tmp_path, "quarterly", edit)
    assert figures(reading) == FIGURES
    assert found(reading) == []


def test_an_empty_further_sheet_is_passed_over(tmp_path: Path) -> None:
    assert found(reading_of(tmp_path, "quarterly", lambda book: book.create_sheet("Sheet3", 1))) == []


def test_a_foreign_sheet_is_named_and_not_read(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        book.create_sheet("Nháp")["B2"] = "tính thử"

    reading = reading_of(tmp_path, "quarterly", edit)
    assert [(p.code, p.sheet, p.severity) for p in problems_of(reading)] == [("unknown_sheet", "Nháp", "warning")]


def test_a_hidden_foreign_sheet_is_named_and_not_read(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book.copy_worksheet(book["Tin báo"])
        sheet.title, sheet.sheet_state = "Bản cũ", "hidden"
        sheet["D8"] = 999

    reading = reading_of(tmp_path, "quarterly", edit)
    assert [(p.code, p.sheet, p.severity) for p in problems_of(reading)] == [("hidden_sheet", "Bản cũ", "warning")]
    assert figures(reading) == FIGURES


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_figures_of_the_form_are_refused(tmp_path: Path, state: str) -> None:
    reading = reading_of(tmp_path, "quarterly", lambda book: setattr(book["Tin báo"], "sheet_state", state))
    assert errors(reading) == [("hidden_form_sheet", "Tin báo", None)]


def test_a_hidden_sheet_of_the_form_without_figures_is_only_named(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        book["Tin báo"].sheet_state = "hidden"
        for row in range(7, 22):
            book["Tin báo"].cell(row, 4).value = None

    reading = reading_of(tmp_path, "quarterly", edit)
    assert [(p.code, p.severity) for p in problems_of(reading)] == [("hidden_sheet", "warning")]


def test_a_missing_field_is_unknown_and_said_so(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", lambda book: book.remove(book["Truy tố"]))
    assert [(p.code, p.severity) for p in problems_of(reading)] == [("missing_sheet", "warning")]
    assert "Truy tố" in message(reading, "missing_sheet")
    assert not any(code.startswith("tt_") for code in figures(reading))


def test_a_workbook_without_its_front_sheet(tmp_path: Path) -> None:
    codes = [code for code, _, _ in found(reading_of(tmp_path, "quarterly", lambda book: book.remove(book["Thông tin"])))]
    assert codes[:1] == ["missing_sheet"] and set(codes[1:]) == {"missing_fact"}


def test_a_field_sheet_without_a_table_is_refused(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", lambda book: book["Truy tố"].delete_rows(5))
    assert errors(reading) == [("missing_table", "Truy tố", None)]


def test_a_cell_far_away_is_refused_with_its_place(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Truy tố", {"B90000": "x"}))
    assert found(reading) == [("sheet_too_large", "Truy tố", "B90000")]
    assert "ghi “x”" in message(reading, "sheet_too_large") and "Hãy xoá" in message(reading, "sheet_too_large")


# --- explanations and signature


def test_an_explanation_is_known_by_the_indicators_name(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Giải trình", {"A7": None}))
    assert [each.indicator_code for each in reading.submissions[0].explanations] == ["TB02"]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"A7": "XX99"}, ("unknown_indicator", "A7")),
        ({"A8": None, "C8": "Nguyên nhân không rõ của chỉ tiêu nào"}, ("missing_code", "A8")),
        ({"F7": "cuối năm"}, ("not_a_date", "F7")),
        ({"F7": datetime(2021, 6, 12)}, ("date_swapped", "F7")),
    ],
)
def test_a_faulty_explanation_does_not_refuse_the_figures(
    tmp_path: Path, cells: dict[str, Any], problem: tuple[str, str]
) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Giải trình", cells))
    assert [(p.code, p.cell, p.severity) for p in problems_of(reading)] == [(*problem, "warning")]
    assert figures(reading) == FIGURES


def test_a_promise_for_a_day_that_fits_is_taken_as_it_stands(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Giải trình", {"F7": datetime(2022, 12, 6)}))
    assert reading.submissions[0].explanations[0].promised_on == date(2022, 12, 6)


def test_an_unsigned_report_is_taken_with_a_warning(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Ký duyệt", {"C6": None}))
    assert [(p.code, p.sheet, p.cell, p.severity) for p in problems_of(reading)] == [
        ("not_signed", "Ký duyệt", "C6", "warning")
    ]
    assert reading.submissions[0].signed_by is None


# --- old fonts, composition, the list of faults


def test_text_in_old_fonts_is_read_as_it_looks(tmp_path: Path) -> None:
    old = {letter: seen for seen, letter in TCVN3.items()}

    def encode(sheet: Worksheet, address: str, font: str) -> None:
        cell = sheet[address]
        text = str(cell.value) if font == ".VnTime" else str(cell.value).lower()
        cell.value = "".join(old.get(letter, letter) for letter in text)
        cell.font = openpyxl.styles.Font(name=font)

    def edit(book: Book) -> None:
        encode(book["Thông tin"], "C10", ".VnTimeH")
        encode(book["Thông tin"], "A10", ".VnTime")
        book["Thông tin"]["C11"] = None
        for address in ("A5", "B5", "D5"):
            encode(book["Tin báo"], address, ".VnTime")
        encode(book["Giải trình"], "C7", ".VnTime")

    reading = reading_of(tmp_path, "quarterly", edit)
    assert found(reading) == []
    assert reading.submissions[0].unit_code == "439"
    assert reading.submissions[0].explanations[0].cause == EXPLANATION.cause
    assert figures(reading) == FIGURES


def test_decomposed_text_and_look_alike_letters_are_the_same_text(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        for sheet in book.worksheets:
            for cells in sheet.iter_rows():
                for cell in cells:
                    if isinstance(cell.value, str):
                        cell.value = unicodedata.normalize("NFD", cell.value).replace("Đ", "Ð")

    reading = reading_of(tmp_path, "quarterly", edit)
    assert found(reading) == []
    assert figures(reading) == FIGURES
    assert reading.submissions[0].explanations[0].cause == EXPLANATION.cause


def test_the_list_of_faults_in_a_returned_copy_is_passed_over(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        book.create_sheet("Lỗi cần sửa", 0)["A5"] = 1

    assert found(reading_of(tmp_path, "quarterly", edit)) == []


def test_all_problems_of_a_file_are_found_in_one_pass(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        setting("Thông tin", {"E6": datetime(2022, 3, 31)})(book)
        setting("Tin báo", {"D7": "một", "D8": True, "B9": "tb_lạ"})(book)
        book["Truy tố"].merge_cells("D8:D9")
        setting("Ký duyệt", {"C6": None})(book)
        row = row_of(book, "THA dân sự, hành chính", "ta_tien_co_dieu_kien")
        setting("THA dân sự, hành chính", {f"D{row}": "1.19"})(book)

    reading = reading_of(tmp_path, "quarterly", edit)
    assert found(reading) == [
        ("period_mismatch", "Thông tin", "E6"),
        ("not_a_number", "Tin báo", "D7"),
        ("boolean_for_number", "Tin báo", "D8"),
        ("unknown_element", "Tin báo", "B9"),
        ("merged_cells", "Truy tố", "D8"),
        ("merged_cells", "Truy tố", "D9"),
        ("not_a_number", "THA dân sự, hành chính", "D12"),
        ("not_signed", "Ký duyệt", "C6"),
    ]
    assert all(problem.message.endswith(".") and problem.message[0].isupper() for problem in problems_of(reading))
