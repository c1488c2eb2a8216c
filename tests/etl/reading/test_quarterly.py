"""A quarterly report is read by its texts: numbers, columns and rows; what is wrong is found at the right cell."""

import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

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
    setting,
    write,
)


def test_a_form_gives_back_what_was_written(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly")
    (submission,) = reading.submissions
    assert (reading.kind, reading.form_code) == ("quarterly", "BC-QUY")
    assert (submission.unit_code, submission.year, submission.quarter) == ("439", 2022, 1)
    assert submission.period_to == date(2022, 2, 28)
    assert figures(reading) == FIGURES
    assert {cell.data_element_code: cell.value for cell in submission.cumulatives} == FIGURES
    (explanation,) = submission.explanations
    assert replace(explanation, sheet=None, cell=None) == EXPLANATION
    assert (explanation.sheet, explanation.cell) == ("Giải trình", "A7")
    assert (submission.signed_by, submission.signed_on) == ("Nguyễn Văn A", date(2022, 3, 4))
    assert found(reading) == []


def test_every_figure_knows_its_cell(tmp_path: Path) -> None:
    path = write(tmp_path, "quarterly", lambda book: None)
    book = openpyxl.load_workbook(path)
    (submission,) = reading_of(tmp_path, "quarterly").submissions
    for cell in submission.figures:
        sheet = book[str(cell.sheet)]
        assert sheet[str(cell.cell)].value == cell.value
        assert sheet.cell(sheet[str(cell.cell)].row, 2).value == cell.data_element_code


@pytest.mark.parametrize("text", ["rút", "Rút", " RÚT ", unicodedata.normalize("NFD", "rút")])
def test_a_figure_is_withdrawn_by_a_word(tmp_path: Path, text: str) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Tin báo", {"D7": text}))
    assert figures(reading) == FIGURES | {"tb_cu": None}
    assert found(reading) == []


def test_a_total_of_the_year_cannot_be_withdrawn(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Tin báo", {"E7": "rút"}))
    assert found(reading) == [("not_a_number", "Tin báo", "E7")] and errors(reading) == []


def test_blank_is_not_zero(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Tin báo", {"D7": None, "D8": 0, "D9": "  ", "D10": "\u00a0"}))
    read = figures(reading)
    assert "tb_cu" not in read and "tb_kiem_sat_thu_ly" not in read and "tb_giai_quyet" not in read
    assert read["tb_moi"] == 0
    assert found(reading) == []


def test_text_numbers_are_read_by_vietnamese_grammar(tmp_path: Path) -> None:
    cells = {"D7": "1.197", "D8": " 05 ", "D9": "12 tin", "D10": "\u00a07"}
    reading = reading_of(tmp_path, "quarterly", setting("Tin báo", cells))
    read = figures(reading)
    assert [read[code] for code in ("tb_cu", "tb_moi", "tb_kiem_sat_thu_ly", "tb_giai_quyet")] == [1197, 5, 12, 7]
    assert found(reading) == []


def test_money_may_have_decimals(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("THA dân sự, hành chính", {"D12": "1.234,5", "D13": 0.1 + 0.2}))
    assert figures(reading)["ta_tien_co_dieu_kien"] == Decimal("1234.5")
    assert figures(reading)["ta_tien_thi_hanh_xong"] == Decimal("0.3")


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        ("1,197", "not_a_number", "1,197"),
        ("776 vụ 1.581 bị can", "not_a_number", "nhiều hơn một số (776 và 1.581)"),
        ("không", "not_a_number", "“không”"),
        (12.34567, "not_a_number", "12,34567"),
        (True, "boolean_for_number", "TRUE"),
        (datetime(2022, 6, 5), "date_for_number", "05/06/2022"),
        (time(5, 30), "date_for_number", "05:30"),
    ],
)
def test_what_is_no_clear_number_is_refused_and_shown(tmp_path: Path, value: Any, code: str, said: str) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Tin báo", {"D8": value}))
    assert found(reading) == [(code, "Tin báo", "D8")]
    assert said in message(reading, code) and "tb_moi" in message(reading, code)
    assert "tb_moi" not in figures(reading)


def test_error_values_are_not_taken_for_blank(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        book["Tin báo"]["D8"] = "#REF!"
        book["Tin báo"]["D8"].data_type = "e"

    reading = reading_of(tmp_path, "quarterly", edit)
    assert found(reading) == [("error_value", "Tin báo", "D8")]
    assert "#REF!" in message(reading, "error_value")


def test_a_formula_without_a_stored_result_is_not_taken_for_blank(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Tin báo", {"D8": "=3+4"}))
    assert found(reading) == [("formula_not_calculated", "Tin báo", "D8")]
    assert "tb_moi" not in figures(reading)


def test_a_bad_cumulative_is_only_a_warning_because_it_is_not_loaded(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Tin báo", {"E8": "chưa rõ", "E9": None}))
    assert [(p.code, p.cell, p.severity) for p in problems_of(reading)] == [("not_a_number", "E8", "warning")]
    (submission,) = reading.submissions
    assert not {"tb_moi", "tb_kiem_sat_thu_ly"} & {cell.data_element_code for cell in submission.cumulatives}


def test_columns_may_be_moved_and_named_otherwise(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book["Tin báo"]
        sheet.insert_cols(1)
        sheet["A5"] = "STT"
        for row in range(7, 22):
            sheet.cell(row, 1).value = row - 6
            code, figure = sheet.cell(row, 3).value, sheet.cell(row, 5).value
            sheet.cell(row, 3).value, sheet.cell(row, 5).value = figure, code
        sheet["C5"], sheet["E5"] = "SỐ LIỆU TRONG QUÝ", "  mã   số\n"
        sheet["C6"], sheet["E6"] = "1", "B"
        sheet["G5"] = "Cột riêng của đơn vị"
        sheet["G9"] = "tự ghi"

    reading = reading_of(tmp_path, "quarterly", edit)
    assert figures(reading) == FIGURES
    assert errors(reading) == []


def test_rows_may_be_moved_and_headings_stand_between_them(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book["Tin báo"]
        sheet.insert_rows(9, 2)
        sheet["A9"] = "II. Giải quyết"
        rows = [[cell.value for cell in cells] for cells in sheet.iter_rows(min_row=11, max_row=23)]
        for row, cells in zip(range(11, 24), reversed(rows), strict=True):
            for column, value in enumerate(cells, 1):
                sheet.cell(row, column).value = value

    reading = reading_of(tmp_path, "quarterly", edit)
    assert figures(reading) == FIGURES
    assert found(reading) == []


def test_a_repeated_header_is_passed_over(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book["Tin báo"]
        sheet.insert_rows(12)
        for column in range(1, 7):
            sheet.cell(12, column).value = sheet.cell(5, column).value

    reading = reading_of(tmp_path, "quarterly", edit)
    assert figures(reading) == FIGURES
    assert found(reading) == []


def test_a_header_two_rows_lower_without_numbering_is_found(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        book["Tin báo"].delete_rows(6)
        book["Tin báo"].insert_rows(3, 2)

    reading = reading_of(tmp_path, "quarterly", edit)
    assert figures(reading) == FIGURES
    assert found(reading) == []


def test_a_missing_column_names_the_header_that_may_be_it(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Tin báo", {"D5": "Số trong qúi này"}))
    assert ("missing_column", "Tin báo", "D5") in found(reading)
    assert "Số trong quý" in message(reading, "missing_column") and "D5" in message(reading, "missing_column")
    assert figures(reading) == {code: value for code, value in FIGURES.items() if not code.startswith("tb_")}


def test_a_column_named_twice_is_refused(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Tin báo", {"G5": "Số trong quý"}))
    assert ("duplicate_column", "Tin báo", "G5") in found(reading)


def test_an_unlabelled_column_inside_the_table_is_refused(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book["Tin báo"]
        sheet.insert_cols(5)
        sheet["E10"] = 44

    assert errors(reading_of(tmp_path, "quarterly", edit)) == [("unlabelled_column", "Tin báo", "E10")]


def test_an_unlabelled_column_under_a_merged_header_is_refused(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book["Tin báo"]
        sheet.insert_cols(5)
        sheet.merge_cells("D5:E5")
        sheet["E10"] = 44

    assert errors(reading_of(tmp_path, "quarterly", edit)) == [("unlabelled_column", "Tin báo", "E10")]


def test_what_stands_beside_the_table_is_only_named(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Tin báo", {"H10": 3, "H11": 4}))
    assert [(p.code, p.cell, p.severity) for p in problems_of(reading)] == [("outside_table", "H10", "warning")]


def test_codes_are_matched_as_typed(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Tin báo", {"B7": " TB_CU ", "B8": "tb_moi\u00a0"}))
    assert figures(reading) == FIGURES
    assert found(reading) == []


def test_a_row_without_code_is_known_by_its_name(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book["Tin báo"]
        for row in (8, 9):
            sheet.cell(row, 2).value = None
            sheet.cell(row, 1).value = unicodedata.normalize("NFD", str(sheet.cell(row, 1).value).upper())

    reading = reading_of(tmp_path, "quarterly", edit)
    assert figures(reading) == FIGURES
    assert found(reading) == []


def test_an_unknown_code_names_the_closest(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Tin báo", {"B8": "tb_mới1"}))
    assert found(reading) == [("unknown_element", "Tin báo", "B8")]
    assert "“tb_mới1”" in message(reading, "unknown_element") and "“tb_moi”" in message(reading, "unknown_element")


def test_a_figure_without_code_or_known_name_is_refused(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Tin báo", {"A30": "Việc khác", "D30": 3}))
    assert found(reading) == [("missing_code", "Tin báo", "B30")]


def test_one_code_on_two_rows_is_refused(tmp_path: Path) -> None:
    edit = setting("Truy tố", {"B22": "tb_moi", "D22": 3})
    reading = reading_of(tmp_path, "quarterly", edit)
    assert found(reading) == [("duplicate_element", "Truy tố", "B22")]
    assert "B8" in message(reading, "duplicate_element") and "Tin báo" in message(reading, "duplicate_element")
    assert figures(reading) == FIGURES


def test_a_figure_merged_over_rows_is_refused(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", lambda book: book["Tin báo"].merge_cells("D8:D9"))
    assert found(reading) == [("merged_cells", "Tin báo", "D8"), ("merged_cells", "Tin báo", "D9")]
    assert not {"tb_moi", "tb_kiem_sat_thu_ly"} & set(figures(reading))


def test_a_figure_merged_with_its_neighbour_is_refused(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", lambda book: book["Tin báo"].merge_cells("C8:D8"))
    assert found(reading) == [("merged_cells", "Tin báo", "D8")]


def test_a_merged_heading_is_no_problem(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book["Tin báo"]
        sheet.insert_rows(9)
        sheet["A9"] = "Trong đó"
        sheet.merge_cells("A9:F9")

    assert found(reading_of(tmp_path, "quarterly", edit)) == []
