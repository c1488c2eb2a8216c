"""One mistake is one message, on the collection form as on the quarterly report, and titles on any sheet are looked at."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl.styles import Font

from etl.template.forms import Kind
from etl.vietnamese.totals import is_total
from tests.etl.reading.written import Book, Edit, errors, found, message, problems_of, reading_of, setting, written_book


def twice(*sheets: str) -> Edit:
    def edit(book: Book) -> None:
        for name in sheets or tuple(book.sheetnames):
            book.copy_worksheet(book[name]).title = f"{name} (2)"

    return edit


def other_office(book: Book) -> None:
    """A second report beside the first, as when two workbooks are put into one."""
    twice()(book)
    book["Thông tin (2)"]["C10"], book["Thông tin (2)"]["C11"] = "VKSND huyện Kỳ Anh", "447"


def other_offices_sheets(book: Book) -> None:
    """The sheets of a second office without its front sheet."""
    twice("Tin báo", "Truy tố")(book)
    book["Tin báo (2)"]["A1"] = book["Truy tố (2)"]["A1"] = "VKSND huyện Kỳ Anh"


def another_form(kind: Kind, *sheets: str) -> Edit:
    """The sheets of another form behind this one's, as when two files are put into one."""

    def edit(book: Book) -> None:
        other = written_book(kind)
        for name in sheets or tuple(other.sheetnames):
            copy = book.create_sheet(f"{name} ({kind})")
            for cells in other[name].iter_rows():
                for cell in cells:
                    copy[cell.coordinate] = cell.value

    return edit


def second_plan(book: Book) -> None:
    """Two offices' plans in one workbook."""
    twice()(book)
    book["Thông tin (2)"]["C10"], book["Thông tin (2)"]["C11"] = "VKSND huyện Kỳ Anh", "447"


def old_sheet(book: Book) -> None:
    """Last quarter's sheet was moved into this quarter's workbook."""
    book.copy_worksheet(book["Tin báo"]).title = "Quý 4"
    book["Quý 4"]["A3"] = "Quý IV năm 2021"


def struck_number(sheet: str) -> Edit:
    def edit(book: Book) -> None:
        book[sheet]["A7"].font = Font(strike=True)

    return edit


def front(**cells: Any) -> Edit:
    return setting("Thông tin", cells)


@pytest.mark.parametrize(
    ("kind", "edit", "expected"),
    [
        ("collection", front(C10=2), ("period_mismatch", "Thông tin", "C10")),
        ("collection", front(C11=2023), ("period_mismatch", "Thông tin", "C11")),
        ("collection", twice("Tin báo"), ("sheet_repeated", "Tin báo (2)", None)),
        ("collection", twice("Tin báo", "Truy tố"), ("sheet_repeated", "Tin báo (2)", None)),
        ("quarterly", twice("Tin báo", "Truy tố"), ("sheet_repeated", "Tin báo (2)", None)),
        ("quarterly", other_offices_sheets, ("sheet_repeated", "Tin báo (2)", None)),
        ("collection", twice("Thông tin"), ("sheet_repeated", "Thông tin (2)", None)),
        ("collection", twice(), ("sheet_repeated", "Thông tin (2)", None)),
        ("collection", setting("Tin báo", {"E4": "Hương Sơm"}), ("unknown_unit", "Tin báo", "E4")),
        ("collection", setting("Tin báo", {"E4": datetime(2022, 1, 1)}), ("unlabelled_column", "Tin báo", "E7")),
        ("quarterly", twice("Thông tin"), ("sheet_repeated", "Thông tin (2)", None)),
        ("quarterly", twice(), ("sheet_repeated", "Thông tin (2)", None)),
        ("quarterly", other_office, ("two_reports", "Thông tin (2)", None)),
        ("quarterly", old_sheet, ("sheet_repeated", "Quý 4", None)),
        ("quarterly", another_form("plan"), ("two_reports", "Thông tin (plan)", None)),
        ("plan", another_form("quarterly"), ("two_reports", "Thông tin (quarterly)", None)),
        ("plan", another_form("quarterly", "Thông tin"), ("two_reports", "Thông tin (quarterly)", None)),
        ("plan", second_plan, ("two_reports", "Thông tin (2)", None)),
        ("plan", twice(), ("sheet_repeated", "Thông tin (2)", None)),
        ("plan", struck_number("Nhiệm vụ"), ("struck_text", "Nhiệm vụ", "A7")),
        ("inspection", another_form("plan"), ("two_reports", "Thông tin (plan)", None)),
        ("inspection", twice(), ("sheet_repeated", "Thông tin (2)", None)),
        ("inspection", struck_number("Phát hiện"), ("struck_text", "Phát hiện", "A7")),
        ("quarterly", front(C6=datetime(2022, 3, 1), E6=datetime(2022, 5, 31)), ("period_mismatch", "Thông tin", "C12")),
    ],
)  # fmt: skip
def test_one_mistake_is_one_message(tmp_path: Path, kind: Kind, edit: Edit, expected: tuple[str, str, str | None]) -> None:
    assert errors(reading_of(tmp_path, kind, edit)) == [expected]


def exchanged(sheet: str, first: str, second: str) -> Edit:
    """Two cells change places, as where one column was sorted without the others."""

    def edit(book: Book) -> None:
        one, two = book[sheet][first], book[sheet][second]
        one.value, two.value = two.value, one.value

    return edit


@pytest.mark.parametrize(
    ("kind", "sheet", "cells", "severity"),
    [
        ("quarterly", "Tin báo", ("A7", "A8"), "error"), ("collection", "Tin báo", ("A7", "A8"), "error"),
        ("plan", "Chỉ tiêu", ("B7", "B8"), "error"),
    ],
)  # fmt: skip
def test_a_name_that_is_another_codes_is_told_of_with_both(
    tmp_path: Path, kind: Kind, sheet: str, cells: tuple[str, str], severity: str
) -> None:
    said = [each for each in problems_of(reading_of(tmp_path, kind, exchanged(sheet, *cells))) if each.code != "total_mismatch"]
    assert [(each.code, each.sheet, each.cell, each.severity) for each in said] == [
        ("code_and_name_differ", sheet, cell, severity) for cell in cells
    ]
    first, second = ("tb_cu", "tb_moi") if kind != "plan" else ("TB02", "TB05")
    assert first in said[0].message and second in said[0].message


@pytest.mark.parametrize(("kind", "column"), [("quarterly", "C"), ("collection", "B")])
@pytest.mark.parametrize(("unit", "is_other"), [("nghìn tin", True), ("Triệu", True), ("TIN", False), ("vụ", False), (None, False)])
def test_a_row_that_counts_in_thousands_is_refused(tmp_path: Path, kind: Kind, column: str, unit: str | None, is_other: bool) -> None:
    said = errors(reading_of(tmp_path, kind, setting("Tin báo", {f"{column}7": unit})))
    assert [each for each in said if each[0] != "total_mismatch"] == [("other_unit_of_measure", "Tin báo", f"{column}7")] * is_other


def test_names_sorted_without_their_codes_are_one_mistake(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        names = [book["Tin báo"][f"A{row}"].value for row in range(7, 15)]
        for row, name in zip(range(7, 15), sorted(names), strict=True):
            book["Tin báo"][f"A{row}"] = name

    (said,) = problems_of(reading_of(tmp_path, "quarterly", edit))
    assert said.code == "code_and_name_differ" and "ô cùng cột có cùng một lỗi" in said.message


def test_a_name_written_otherwise_is_no_other_name(tmp_path: Path) -> None:
    edit = setting("Tin báo", {"A7": "Tin báo cũ chuyển sang", "A8": "TIN BÁO MỚI", "A9": None})
    assert found(reading_of(tmp_path, "quarterly", edit)) == []


def test_an_explanation_under_another_indicators_name_is_not_read(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        book["Giải trình"]["B7"] = "Tỷ lệ giải quyết tố giác, tin báo về tội phạm"
        book["Giải trình"]["A7"] = "TB01"

    reading = reading_of(tmp_path, "quarterly", edit)
    assert errors(reading) == [] and found(reading) == [("code_and_name_differ", "Giải trình", "B7")]
    assert reading.submissions[0].explanations == []


def test_sheets_of_another_office_are_said_to_be_that_offices(tmp_path: Path) -> None:
    said = message(reading_of(tmp_path, "quarterly", other_offices_sheets), "sheet_repeated")
    assert "“Tin báo (2)”, “Truy tố (2)”" in said and "VKSND huyện Kỳ Anh" in said and "tách thành các tệp riêng" in said


@pytest.mark.parametrize("cells", [{"C12": 3}, {"C13": 2024}, {"C13": 2018}])
def test_a_wrong_quarter_makes_no_days_seem_wrong(tmp_path: Path, cells: dict[str, Any]) -> None:
    """It is the cell that differs which is to be mended, the year's where the quarter is right."""
    reading = reading_of(tmp_path, "quarterly", front(**cells))
    assert found(reading) == [("period_mismatch", "Thông tin", *cells)]


@pytest.mark.parametrize("name", ["VKSND huyÖn H\u00ad¬ng S¬n", "VKSND huyện Hương Sơm"])
def test_an_offices_name_that_lost_its_font_or_a_letter_is_said_to_be_that_office(tmp_path: Path, name: str) -> None:
    reading = reading_of(tmp_path, "quarterly", front(C10=name))
    said = message(reading, "unit_mismatch")
    assert "có lẽ là VKSND huyện Hương Sơn" in said and "mất phông" in said


def test_a_copy_of_the_list_of_codes_is_no_second_explanation(tmp_path: Path) -> None:
    assert errors(reading_of(tmp_path, "quarterly", twice("Danh mục chỉ tiêu"))) == []


@pytest.mark.parametrize(
    ("edit", "code"),
    [(lambda book: book["Tin báo"].delete_rows(9), "row_missing"), (lambda book: book.remove(book["Tin báo"]), "missing_sheet")],
)
def test_a_row_or_a_sheet_that_is_gone_from_the_collection_form_is_warned_of(tmp_path: Path, edit: Edit, code: str) -> None:
    reading = reading_of(tmp_path, "collection", edit)
    assert errors(reading) == [] and [each[0] for each in found(reading)] == [code]


@pytest.mark.parametrize("text", ["BÁO CÁO QUÝ III", "Quý II/2022", "6 THÁNG ĐẦU NĂM 2022", "BÁO CÁO THÁNG 6 NĂM 2022", "CẢ NĂM 2022"])
@pytest.mark.parametrize(("kind", "sheet", "cell"), [("quarterly", "Thông tin", "A5"), ("collection", "Thông tin", "A5")])
def test_a_title_of_another_time_is_warned_of(tmp_path: Path, kind: Kind, sheet: str, cell: str, text: str) -> None:
    reading = reading_of(tmp_path, kind, setting(sheet, {cell: text}))
    assert errors(reading) == [] and found(reading) == [("title_differs", sheet, cell)]
    assert text in message(reading, "title_differs")


@pytest.mark.parametrize(
    "text",
    ["BÁO CÁO NĂM 2021", "Năm 2023", "SỐ LIỆU NĂM CÔNG TÁC 2021", "Báo cáo kết quả công tác 2021"],
)
@pytest.mark.parametrize(("sheet", "cell"), [("Thông tin", "A5"), ("Tin báo", "A3"), ("Giải trình", "A3")])
def test_a_title_of_another_year_is_warned_of_once(tmp_path: Path, sheet: str, cell: str, text: str) -> None:
    def edit(book: Book) -> None:
        book[sheet][cell] = text
        book["Truy tố"]["A3"] = text

    reading = reading_of(tmp_path, "quarterly", edit)
    assert errors(reading) == [] and found(reading) == [("title_differs", sheet, cell)]
    assert text in message(reading, "title_differs")


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2022",
        "Kế hoạch số 01/KH-VKS năm 2021",
        "(Kèm theo Kế hoạch năm 2021)",
        "So với cùng kỳ năm 2021",
        "Hương Sơn, ngày 05 tháng 12 năm 2021",
        "2021",
    ],
)
def test_a_year_that_is_no_title_is_not(tmp_path: Path, text: str) -> None:
    assert found(reading_of(tmp_path, "quarterly", setting("Tin báo", {"A3": text}))) == []


@pytest.mark.parametrize("sheet", ["Giải trình", "Ký duyệt", "Tiến độ nhiệm vụ"])
def test_sheets_without_figures_are_held_to_the_report_too(tmp_path: Path, sheet: str) -> None:
    reading = reading_of(tmp_path, "quarterly", setting(sheet, {"A1": "VKSND thị xã Kỳ Anh", "A3": "Quý II năm 2022"}))
    assert {each[:2] for each in found(reading)} == {("title_differs", sheet), ("heading_differs", sheet)}


def test_the_day_of_signing_is_no_title(tmp_path: Path) -> None:
    assert found(reading_of(tmp_path, "quarterly", front(A7="Hương Sơn, ngày 05 tháng 03 năm 2022"))) == []


def test_a_promise_for_ten_years_hence_is_warned_of(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting("Giải trình", {"F7": datetime(2032, 5, 31)}))
    assert found(reading) == [("day_far_off", "Giải trình", "F7")] and "nhầm năm" in message(reading, "day_far_off")


@pytest.mark.parametrize(
    ("kind", "sheet", "cells", "cell"),
    [
        ("quarterly", "Tin báo", {"A22": "Tổng cộng", "D22": 260}, "A22"),
        ("quarterly", "Tin báo", {"A22": "CỘNG:", "B22": "TC", "D22": 260}, "A22"),
        ("quarterly", "Tin báo", {"B22": "Tổng số", "D22": 260}, "B22"),
        ("quarterly", "Tiến độ nhiệm vụ", {"A8": "Cộng", "G8": 12, "H8": 12}, "A8"),
        ("collection", "Tin báo", {"A22": "Tổng cộng", "D22": 260, "E22": 270}, "A22"),
        ("collection", "Truy tố", {"A21": "Cộng toàn tỉnh", "E21": 260, "G21": 270}, "A21"),
        ("plan", "Chỉ tiêu", {"B9": "Tổng cộng", "C9": 260}, "B9"),
        ("plan", "Nhiệm vụ", {"A9": "Tổng cộng", "G9": 26}, "A9"),
    ],
)  # fmt: skip
def test_a_row_of_totals_is_called_one(tmp_path: Path, kind: Kind, sheet: str, cells: dict[str, Any], cell: str) -> None:
    reading = reading_of(tmp_path, kind, setting(sheet, cells))
    assert errors(reading) == [("total_row", sheet, cell)]
    assert "là dòng cộng" in message(reading, "total_row") and "Hãy xoá dòng ấy" in message(reading, "total_row")


@pytest.mark.parametrize("words", ["Tổng cộng", "TỔNG SỐ", "Cộng"])
def test_a_heading_of_totals_without_figures_is_passed_over(tmp_path: Path, words: str) -> None:
    assert errors(reading_of(tmp_path, "quarterly", setting("Tin báo", {"A22": words}))) == []


@pytest.mark.parametrize("words", ["Tổng số vụ án thụ lý", "Cộng đồng", "Tổng cộng tin báo tiếp nhận", ""])
def test_what_only_begins_like_a_total_is_none(words: str) -> None:
    assert not is_total(words)
