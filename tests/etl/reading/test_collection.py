"""The province's collection workbook gives a submission for each unit; totals are checked and never loaded."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.reading import Reading
from tests.etl.reading.written import COLLECTED, found, message, problems_of, reading_of

Book = openpyxl.Workbook
CRIME, TRIAL = "Tin báo", "Truy tố"


def setting(sheet: str, cells: dict[str, Any]) -> Callable[[Book], None]:
    def edit(book: Book) -> None:
        for address, value in cells.items():
            book[sheet][address] = value

    return edit


def by_unit(reading: Reading) -> dict[str, dict[str, Decimal]]:
    return {
        submission.unit_code: {cell.data_element_code: cell.value for cell in submission.figures}
        for submission in reading.submissions
    }


def test_each_unit_with_figures_is_a_submission(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "collection")
    assert (reading.kind, reading.form_code) == ("collection", "TH-QUY")
    assert by_unit(reading) == COLLECTED.figures
    assert {(s.year, s.quarter) for s in reading.submissions} == {(2022, 1)}
    assert found(reading) == []


def test_every_figure_knows_its_cell(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "collection", lambda book: None)
    book = openpyxl.load_workbook(tmp_path / "collection.xlsx")
    for submission in reading.submissions:
        for cell in submission.figures:
            assert book[str(cell.sheet)][str(cell.cell)].value == cell.value


def test_a_unit_blank_on_every_sheet_has_not_reported_and_one_with_a_zero_has(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "collection", setting(CRIME, {"F7": 0}))
    assert set(by_unit(reading)) == {"436", "439", "447"}
    assert by_unit(reading)["447"] == {"tb_cu": 0}
    assert found(reading) == []


def test_units_may_stand_in_any_order_under_any_spelling(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book[CRIME]
        for row in range(4, 22):
            sheet.cell(row, 4).value, sheet.cell(row, 5).value = sheet.cell(row, 5).value, sheet.cell(row, 4).value
        sheet["D4"], sheet["E4"] = "VKSND huyện Hương Sơn", "VKSND TP. Hà Tĩnh"

    reading = reading_of(tmp_path, "collection", edit)
    assert by_unit(reading) == COLLECTED.figures
    assert found(reading) == []


def test_headers_need_not_be_merged(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        for merged in list(book[TRIAL].merged_cells.ranges):
            book[TRIAL].unmerge_cells(str(merged))

    reading = reading_of(tmp_path, "collection", edit)
    assert by_unit(reading) == COLLECTED.figures
    assert found(reading) == []


def test_sub_columns_are_known_by_their_text(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book[TRIAL]
        for row in range(5, 22):
            sheet.cell(row, 5).value, sheet.cell(row, 6).value = sheet.cell(row, 6).value, sheet.cell(row, 5).value

    reading = reading_of(tmp_path, "collection", edit)
    assert by_unit(reading) == COLLECTED.figures
    assert found(reading) == []


def test_a_total_that_differs_refuses_the_file_and_shows_both_numbers(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "collection", setting(TRIAL, {"M10": 1234}))
    assert [(p.code, p.sheet, p.cell, p.severity) for p in reading.problems] == [("total_mismatch", TRIAL, "M10", "error")]
    text = message(reading, "total_mismatch")
    assert "1.234" in text and "39" in text and "1.195" in text
    assert by_unit(reading) == COLLECTED.figures


@pytest.mark.parametrize("total", [None, "", "38.5.1"])
def test_a_total_that_is_blank_says_nothing_and_one_that_is_no_number_is_refused(tmp_path: Path, total: Any) -> None:
    reading = reading_of(tmp_path, "collection", setting(TRIAL, {"M10": total}))
    assert found(reading) == ([("not_a_number", TRIAL, "M10")] if total else [])


def test_a_withdrawn_figure_is_not_in_the_total(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "collection", setting(TRIAL, {"G10": "rút", "M10": 19}))
    assert found(reading) == []
    assert [code for code, value in by_unit(reading)["439"].items() if value is None] == ["tt_vu_truy_to"]
    assert found(reading_of(tmp_path, "collection", setting(TRIAL, {"M10": "rút"}))) == [("not_a_number", TRIAL, "M10")]


def test_a_number_that_cannot_be_read_refuses_its_unit_and_not_the_total(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "collection", setting(TRIAL, {"G10": "bảy"}))
    assert reading.problems == []
    (refused,) = [submission for submission in reading.submissions if submission.problems]
    assert refused.unit_code == "439"
    assert [(p.code, p.sheet, p.cell) for p in refused.problems] == [("not_a_number", TRIAL, "G10")]
    assert "VKSND huyện Hương Sơn" in refused.problems[0].message


@pytest.mark.parametrize(
    ("header", "code"), [("Kỳ Anh", "ambiguous_unit"), ("Hà Tĩnh", "ambiguous_unit"), ("Nam Đàn", "unknown_unit")]
)
def test_a_unit_that_cannot_be_told_refuses_the_file(tmp_path: Path, header: str, code: str) -> None:
    reading = reading_of(tmp_path, "collection", setting(CRIME, {"F4": header}))
    assert [(p.code, p.sheet, p.cell) for p in reading.problems] == [(code, CRIME, "F4")]


def test_a_unit_that_stands_twice_refuses_the_file(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "collection", setting(CRIME, {"G4": "VKS Hương Sơn"}))
    assert [(p.code, p.cell) for p in reading.problems] == [("duplicate_unit", "G4")]
    assert "E4" in message(reading, "duplicate_unit")


def test_an_unlabelled_column_slipped_into_a_merged_group_is_refused(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book[TRIAL]
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.insert_cols(6)
        sheet.merge_cells("E4:G4")
        sheet["F10"] = 5

    reading = reading_of(tmp_path, "collection", edit)
    assert [(p.code, p.sheet, p.cell) for p in reading.problems] == [("unlabelled_column", TRIAL, "F10")]


def test_a_number_where_the_row_has_no_code_is_refused(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "collection", setting(TRIAL, {"H7": 3}))
    assert found(reading) == [("missing_code", TRIAL, "H7")]


def test_a_sub_column_the_codes_do_not_have_is_refused_when_it_holds_a_number(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "collection", setting(TRIAL, {"H5": "Người"}))
    assert {code for code, _, _ in found(reading)} == {"missing_code", "total_mismatch"}
    assert ("missing_code", TRIAL, "H10") in found(reading)


def test_columns_for_numbering_and_notes_are_passed_over(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book[CRIME]
        sheet["I4"], sheet["I9"] = "Ghi chú", "số liệu đã đối chiếu"

    assert found(reading_of(tmp_path, "collection", edit)) == []


def test_an_unknown_code_and_a_repeated_one_are_refused(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "collection", setting(TRIAL, {"C8": "tt_vu_cu", "D10": "tt_bc_lạ"}))
    assert found(reading) == [("duplicate_element", TRIAL, "C8"), ("unknown_element", TRIAL, "D10")]


def test_a_row_of_figures_without_any_code_is_refused(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "collection", setting(TRIAL, {"C10": None, "D10": None}))
    assert found(reading) == [("missing_code", TRIAL, "C10")]
    reading = reading_of(tmp_path, "collection", setting(CRIME, {"A25": "Việc khác", "D25": 3}))
    assert found(reading) == [("missing_code", CRIME, "C25")]


def test_a_repeated_header_is_passed_over(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        for name in (CRIME, TRIAL):
            sheet = book[name]
            for row in (4, 5):
                for column in range(1, 15):
                    sheet.cell(row + 30, column).value = sheet.cell(row, column).value

    reading = reading_of(tmp_path, "collection", edit)
    assert by_unit(reading) == COLLECTED.figures
    assert found(reading) == []


def test_a_figure_merged_over_rows_refuses_its_unit(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "collection", lambda book: book[CRIME].merge_cells("E8:E9"))
    assert {p.cell for s in reading.submissions for p in s.problems if p.code == "merged_cells"} == {"E8", "E9"}


def test_without_a_quarter_nothing_can_be_loaded_but_everything_is_told(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        book["Thông tin"]["C10"] = None
        book[TRIAL]["G10"] = "bảy"

    reading = reading_of(tmp_path, "collection", edit)
    assert reading.submissions == []
    assert [problem.code for problem in problems_of(reading)] == ["missing_fact", "not_a_number"]
