"""A quarterly report is read by its texts, and everything wrong in it is found at once, at the right cell."""

import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet

from etl.legacy_fonts import TCVN3
from tests.etl.reading.written import (
    EXPLANATION,
    FIGURES,
    figures,
    found,
    message,
    problems_of,
    reading_of,
    row_of,
    write,
)

Book = openpyxl.Workbook


def setting(sheet: str, cells: dict[str, Any]) -> Callable[[Book], None]:
    """An edit that puts values into cells."""

    def edit(book: Book) -> None:
        for address, value in cells.items():
            book[sheet][address] = value

    return edit


def errors(reading: Any) -> list[tuple[str, str | None, str | None]]:
    return [(p.code, p.sheet, p.cell) for p in problems_of(reading) if p.severity == "error"]


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
        ("776 vụ 1.581 bị can", "not_a_number", "nhiều hơn một số"),
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


# --- the office


@pytest.mark.parametrize("name", ["VKS Hương Sơn", "VIỆN KIỂM SÁT NHÂN DÂN HUYỆN HƯƠNG SƠN", "H. Hương Sơn", "Hương Sơn"])
def test_the_office_is_known_by_name_alone(tmp_path: Path, name: str) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C10": name, "C11": None}))
    assert reading.submissions[0].unit_code == "439"
    assert found(reading) == []


def test_an_office_in_one_cell_with_its_label_is_read(tmp_path: Path) -> None:
    cells = {"A10": "Đơn vị báo cáo: VKSND huyện Hương Sơn", "C10": None, "C11": None}
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", cells))
    assert reading.submissions[0].unit_code == "439"


def test_bare_ky_anh_is_refused_with_both_names(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C10": "VKSND Kỳ Anh", "C11": None}))
    assert reading.submissions == []
    assert found(reading) == [("ambiguous_unit", "Thông tin", "C10")]
    assert "447" in message(reading, "ambiguous_unit") and "449" in message(reading, "ambiguous_unit")


def test_the_code_settles_an_ambiguous_name(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C10": "Kỳ Anh", "C11": "449"}))
    assert reading.submissions[0].unit_code == "449"
    assert found(reading) == []


def test_name_and_code_must_agree(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C10": "VKSND huyện Kỳ Anh"}))
    assert reading.submissions == []
    assert found(reading) == [("unit_mismatch", "Thông tin", "C10")]


def test_an_unknown_office_still_has_its_other_problems_found(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        setting("Thông tin", {"C10": "VKSND huyện Nam Đàn", "C11": 450})(book)
        setting("Tin báo", {"D8": "nhiều"})(book)

    assert {code for code, _, _ in found(reading_of(tmp_path, "quarterly", edit))} == {"unknown_unit", "not_a_number"}


def test_no_office_at_all(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C10": None, "C11": None}))
    assert found(reading) == [("missing_fact", "Thông tin", "C10")]


# --- the quarter


def test_figures_may_end_before_the_quarter(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"E6": datetime(2022, 2, 14)}))
    assert reading.submissions[0].period_to == date(2022, 2, 14)
    assert found(reading) == []


@pytest.mark.parametrize("text", ["14/02/2022", "14-02-2022", "ngày 14 tháng 02 năm 2022", "14/02/2022 12:00:00 SA"])
def test_days_may_be_text(tmp_path: Path, text: str) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C6": "01/12/2021", "E6": text}))
    assert reading.submissions[0].period_to == date(2022, 2, 14)
    assert found(reading) == []


def test_both_days_may_stand_in_one_text(tmp_path: Path) -> None:
    cells = {"B6": "Từ ngày 01/12/2021 đến ngày 14/02/2022", "C6": None, "D6": None, "E6": None}
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", cells))
    assert reading.submissions[0].period_to == date(2022, 2, 14)
    assert found(reading) == []


def test_days_may_be_absent(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"B6": None, "C6": None, "D6": None, "E6": None}))
    assert reading.submissions[0].period_to is None
    assert found(reading) == []


@pytest.mark.parametrize(("quarter", "year"), [("I", 2022), ("Quý I", "Năm 2022"), ("quý 1", "2022"), ("01", " 2022 ")])
def test_quarter_and_year_as_people_write_them(tmp_path: Path, quarter: str, year: Any) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C12": quarter, "C13": year}))
    assert (reading.submissions[0].year, reading.submissions[0].quarter) == (2022, 1)


@pytest.mark.parametrize(
    ("cells", "code", "cell"),
    [
        ({"C12": 5}, "bad_quarter", "C12"),
        ({"C12": "sáu tháng"}, "bad_quarter", "C12"),
        ({"C12": None}, "missing_fact", "C12"),
        ({"C13": 22}, "bad_year", "C13"),
        ({"C13": None}, "missing_fact", "C13"),
        ({"A12": "Kỳ"}, "missing_fact", None),
    ],
)
def test_a_quarter_that_cannot_be_told_is_a_problem_of_the_file(
    tmp_path: Path, cells: dict[str, Any], code: str, cell: str | None
) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", cells))
    assert reading.submissions == []
    assert found(reading) == [(code, "Thông tin", cell)]


@pytest.mark.parametrize(
    ("cells", "cell"),
    [
        ({"C6": datetime(2021, 11, 1)}, "C6"),
        ({"C6": datetime(2021, 12, 2)}, "C6"),
        ({"E6": datetime(2022, 3, 31)}, "E6"),
        ({"E6": datetime(2021, 2, 28)}, "E6"),
    ],
)
def test_days_of_another_quarter_are_refused_with_both(tmp_path: Path, cells: dict[str, Any], cell: str) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", cells))
    assert found(reading) == [("period_mismatch", "Thông tin", cell)]
    (value,) = cells.values()
    assert f"{value:%d/%m/%Y}" in message(reading, "period_mismatch") and "quý 1/2022" in message(reading, "period_mismatch")
    assert reading.submissions[0].period_to in (None, date(2022, 2, 28))


def test_a_day_swapped_by_the_spreadsheet_is_shown_both_ways(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"C6": datetime(2021, 1, 12)}))
    assert found(reading) == [("date_swapped", "Thông tin", "C6")]
    assert "12/01/2021" in message(reading, "date_swapped") and "01/12/2021" in message(reading, "date_swapped")


def test_a_day_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Thông tin", {"E6": "29/02/2022"}))
    assert found(reading) == [("not_a_date", "Thông tin", "E6")]


@pytest.mark.parametrize("title", ["Quý II năm 2022", "BIỂU 01 – QUÝ 1/2021", "Từ ngày 01/03/2022 đến ngày 31/05/2022"])
def test_a_sheet_copied_from_another_quarter_is_refused(tmp_path: Path, title: str) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Truy tố", {"A3": title}))
    assert found(reading) == [("period_mismatch", "Truy tố", "A3")]


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
    assert ("sheet_too_large", "Truy tố", None) in found(reading)
    assert "90000" in message(reading, "sheet_too_large")


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
