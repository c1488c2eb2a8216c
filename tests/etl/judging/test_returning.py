"""A refused file comes back as the office's own workbook, marked, and can be put right and sent again."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from etl.judging.returning import write_returned
from etl.problems import Problem
from etl.template.forms import Kind
from tests.etl.judging.received import CASES, Office
from tests.etl.reading.written import FIGURES, figures, found, problems_of, read, write

LIST = "Lỗi cần sửa"
Book = openpyxl.Workbook


def spoil(book: Book) -> None:
    book["Thông tin"]["E6"] = datetime(2022, 3, 31)
    book["Tin báo"]["D7"], book["Tin báo"]["D8"] = "1,197", "không"
    book["Truy tố"]["B8"] = "tt_vu_mới"
    book["Ký duyệt"]["C6"] = None


def returned(folder: Path, edit: Callable[[Book], object] = spoil) -> Path:
    original = write(folder, "quarterly", edit)
    out = folder / "returned" / "copy.xlsx"
    write_returned(original, problems_of(read(original)), out, "Báo cáo quý I.xlsx")
    return out


def rows_of(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in cells[:5]] for cells in sheet.iter_rows(min_row=5)]


def test_the_first_sheet_lists_every_problem_with_a_link_to_its_cell(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(returned(tmp_path))
    assert book.sheetnames[0] == LIST and book.active.title == LIST
    sheet = book[LIST]
    assert "“Báo cáo quý I.xlsx” có 4 lỗi" in str(sheet["A2"].value)
    rows = rows_of(sheet)
    assert [row[:4] for row in rows] == [
        [1, "Lỗi", "Thông tin", "E6"],
        [2, "Lỗi", "Tin báo", "D7"],
        [3, "Lỗi", "Tin báo", "D8"],
        [4, "Lỗi", "Truy tố", "B8"],
        [5, "Cảnh báo", "Ký duyệt", "C6"],
    ]
    assert [sheet.cell(row, 4).hyperlink.location for row in range(5, 10)] == [
        "'Thông tin'!E6", "'Tin báo'!D7", "'Tin báo'!D8", "'Truy tố'!B8", "'Ký duyệt'!C6",
    ]  # fmt: skip


def test_each_wrong_cell_is_coloured_explained_and_open_for_input(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(returned(tmp_path))
    before = openpyxl.load_workbook(tmp_path / "quarterly.xlsx")
    for sheet, address in (("Thông tin", "E6"), ("Tin báo", "D7"), ("Truy tố", "B8"), ("Ký duyệt", "C6")):
        cell, was = book[sheet][address], before[sheet][address]
        assert cell.value == was.value
        assert cell.fill.fgColor.rgb != was.fill.fgColor.rgb
        assert not cell.protection.locked
        assert cell.comment.text.startswith(("Lỗi: ", "Cảnh báo: "))
    assert "1,197" in book["Tin báo"]["D7"].comment.text
    assert book["Truy tố"]["B9"].comment is None and book["Truy tố"]["B9"].protection.locked
    assert book["Truy tố"].protection.sheet


def test_a_cell_with_several_problems_is_explained_once_worst_first(tmp_path: Path) -> None:
    problems = [
        Problem("warning", "a", "Cần xem lại.", "Tin báo", "D7"),
        Problem("error", "b", "Phải sửa.", "Tin báo", "D7"),
    ]
    out = tmp_path / "copy.xlsx"
    write_returned(write(tmp_path, "quarterly"), problems, out)
    comment = openpyxl.load_workbook(out)["Tin báo"]["D7"].comment
    assert comment.text == "Lỗi: Phải sửa.\nCảnh báo: Cần xem lại."


def test_a_problem_in_a_merged_cell_marks_the_cell_that_shows(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(returned(tmp_path, lambda book: book["Tin báo"].merge_cells("D8:D9")))
    assert "bị gộp" in book["Tin báo"]["D8"].comment.text


def test_other_cells_and_input_rules_stay_as_they_were(tmp_path: Path) -> None:
    before, after = (openpyxl.load_workbook(path) for path in (write(tmp_path, "quarterly"), returned(tmp_path)))
    for sheet in before.worksheets:
        assert len(after[sheet.title].data_validations.dataValidation) == len(sheet.data_validations.dataValidation)
    assert after["Tin báo"]["D9"].value == before["Tin báo"]["D9"].value
    assert after["Tin báo"]["D9"].fill.fgColor.rgb == before["Tin báo"]["D9"].fill.fgColor.rgb


def put_right(path: Path) -> Path:
    book = openpyxl.load_workbook(path)
    book["Thông tin"]["E6"] = datetime(2022, 2, 28)
    book["Tin báo"]["D7"], book["Tin báo"]["D8"] = float(FIGURES["tb_cu"]), float(FIGURES["tb_moi"])
    book["Truy tố"]["B8"] = "tt_vu_moi"
    book["Ký duyệt"]["C6"] = "Nguyễn Văn A"
    again = path.with_name("again.xlsx")
    book.save(again)
    return again


def test_the_copy_put_right_and_sent_again_is_read_as_the_form(tmp_path: Path) -> None:
    reading = read(put_right(returned(tmp_path)))
    assert found(reading) == []
    assert figures(reading) == FIGURES


#: For the other forms: cells of a sheet that are spoiled, each with what is wrong.
SPOILED: dict[Kind, dict[tuple[str, str], object]] = {
    "plan": {("Thông tin", "C11"): "999", ("Chỉ tiêu", "C7"): "cao", ("Nhiệm vụ", "F7"): "sang tuần", ("Nhiệm vụ", "A8"): "NV01"},
    "inspection": {("Thông tin", "C13"): "đột xuất", ("Phát hiện", "B7"): "việc vặt", ("Phát hiện", "H7"): "hôm qua"},
}


@pytest.mark.parametrize("kind", SPOILED)
def test_each_form_comes_back_marked_and_is_as_it_was_once_put_right(tmp_path: Path, kind: Kind) -> None:
    whole = read(write(tmp_path, kind))
    right = openpyxl.load_workbook(tmp_path / f"{kind}.xlsx")

    def edit(book: Book) -> None:
        for (sheet, cell), value in SPOILED[kind].items():
            book[sheet][cell] = value

    original, out = write(tmp_path, kind, edit), tmp_path / "copy.xlsx"
    problems = problems_of(read(original))
    assert {(each.sheet, each.cell) for each in problems} >= SPOILED[kind].keys()
    write_returned(original, problems, out, "Tệp.xlsx")
    assert found(read(out)) == found(read(original))  # unchanged it says the same again
    book = openpyxl.load_workbook(out)
    assert {tuple(row[2:4]) for row in rows_of(book[LIST])} >= SPOILED[kind].keys()
    for sheet, cell in SPOILED[kind]:
        assert book[sheet][cell].comment is not None
        book[sheet][cell] = right[sheet][cell].value
    book.save(out)
    again = read(out)
    assert found(again) == []
    assert [(each.record_key, each.name, each.value) for each in again.records] == [
        (each.record_key, each.name, each.value) for each in whole.records
    ]
    assert [plan.targets for plan in again.plans] == [plan.targets for plan in whole.plans]


def test_the_copy_sent_again_unchanged_has_the_same_problems(tmp_path: Path) -> None:
    out = returned(tmp_path)
    assert found(read(out)) == found(read(tmp_path / "quarterly.xlsx"))


def test_a_second_round_takes_the_marks_off_what_was_put_right(tmp_path: Path) -> None:
    before = openpyxl.load_workbook(write(tmp_path, "quarterly"))
    again = put_right(returned(tmp_path))
    book = openpyxl.load_workbook(again)
    book["Tin báo"]["D9"] = "nhiều"
    book.save(again)
    out = tmp_path / "second.xlsx"
    write_returned(again, problems_of(read(again)), out, "Báo cáo quý I.xlsx")
    after = openpyxl.load_workbook(out)
    assert after.sheetnames.count(LIST) == 1
    assert [row[2:4] for row in rows_of(after[LIST])] == [["Tin báo", "D9"]]
    for sheet, address in (("Thông tin", "E6"), ("Tin báo", "D7"), ("Truy tố", "B8"), ("Ký duyệt", "C6")):
        cell, was = after[sheet][address], before[sheet][address]
        assert cell.comment is None
        assert (cell.fill.fill_type, cell.fill.fgColor.rgb) == (was.fill.fill_type, was.fill.fgColor.rgb)
        assert cell.protection.locked == was.protection.locked


@pytest.mark.parametrize("content", [b"", b"unit_code,year\n", bytes.fromhex("D0CF11E0A1B11AE1"), b"PK\x03\x04 not really"])
def test_what_cannot_be_opened_comes_back_as_the_list_alone(tmp_path: Path, content: bytes) -> None:
    original, out = tmp_path / "figures.csv", tmp_path / "copy.xlsx"
    original.write_bytes(content)
    write_returned(original, [Problem("error", "x", "Dòng 3 không có giá trị.", None, "E3")], out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == [LIST]
    assert rows_of(book[LIST]) == [[1, "Lỗi", None, "E3", "Dòng 3 không có giá trị."]]


def test_a_file_that_was_too_large_to_read_is_not_opened_to_be_marked(tmp_path: Path) -> None:
    out = tmp_path / "copy.xlsx"
    write_returned(write(tmp_path, "quarterly"), [Problem("error", "file_too_large", "Tệp quá lớn.")], out)
    assert openpyxl.load_workbook(out).sheetnames == [LIST]


def test_a_workbook_whose_styles_are_cut_comes_back_as_the_list_alone(tmp_path: Path) -> None:
    original = write(tmp_path, "quarterly")
    buffer = io.BytesIO()
    with zipfile.ZipFile(original) as source, zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, b"<styleSheet" if name == "xl/styles.xml" else source.read(name))
    original.write_bytes(buffer.getvalue())
    out = tmp_path / "copy.xlsx"
    write_returned(original, [Problem("error", "x", "Sai.", "Tin báo", "D7")], out)
    assert openpyxl.load_workbook(out).sheetnames == [LIST]


def test_text_from_outside_never_runs_as_a_formula(tmp_path: Path) -> None:
    out = tmp_path / "copy.xlsx"
    write_returned(write(tmp_path, "quarterly"), [Problem("error", "x", "=1+1", "=HYPERLINK(1)", "A1")], out)
    row = openpyxl.load_workbook(out)[LIST][5]
    assert [cell.data_type for cell in row[2:5]] == ["s", "s", "s"]


def test_a_copy_that_cannot_be_written_is_an_error_for_the_caller(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError):
        write_returned(write(tmp_path, "quarterly"), [], tmp_path / "file" / "copy.xlsx")


def test_the_same_problems_need_no_cell_or_sheet_that_exists(tmp_path: Path) -> None:
    problems = [
        Problem("error", "a", "Không rõ.", "Bảng không có", "A1"),
        Problem("error", "b", "Không rõ.", "Tin báo", None),
        Problem("error", "c", "Không rõ.", "Tin báo", "D4:E"),
    ]
    out = tmp_path / "copy.xlsx"
    write_returned(write(tmp_path, "quarterly"), problems, out)
    assert len(rows_of(openpyxl.load_workbook(out)[LIST])) == 3


# --- what an office's own workbook has beside figures


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def copied(office: Office, folder: Path, name: str) -> Path:
    """The copy that goes back for a file that went wrong in practice."""
    out = folder / "copy.xlsx"
    write_returned(CASES / name, office.judge(CASES / name).problems, out, name)
    return out


def test_drop_downs_and_pictures_stay_and_other_parts_to_the_byte(office: Office, tmp_path: Path) -> None:
    out = copied(office, tmp_path, "drop_down_and_picture.xlsx")
    before, after = parts_of(CASES / "drop_down_and_picture.xlsx"), parts_of(out)
    changed = {name for name in before if after.get(name) != before[name]}
    assert {name for name in before if "media/" in name or "drawings/drawing" in name} and not changed & {
        name for name in before if "media/" in name or "drawings/" in name or "sharedStrings" in name
    }
    was = b"".join(before.values()).count(b"x14:dataValidation ")
    assert was and b"".join(after.values()).count(b"x14:dataValidation ") == was
    assert CalamineWorkbook.from_path(str(out)).sheet_names[0] == LIST
    assert "Lỗi: Số cũ cộng" in openpyxl.load_workbook(out)["Tin báo"]["D7"].comment.text


def test_all_that_is_said_of_merged_cells_stands_in_one_note(office: Office, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(copied(office, tmp_path, "merged_figures.xlsx"))
    assert book["Tin báo"]["D11"].comment.text.count("Lỗi: ") == 3
    assert [row[3] for row in rows_of(book[LIST])] == ["D11", "D12", "D13"]


def test_a_list_alone_says_to_mend_the_offices_own_file_and_is_known_when_it_comes_back(office: Office, tmp_path: Path) -> None:
    out = copied(office, tmp_path, "wrong_number_in_strict.xlsx")
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == [LIST]
    assert "sửa trong tệp của chính đơn vị" in str(book[LIST]["A3"].value) and "tô màu" not in str(book[LIST]["A3"].value)
    back = office.judge(out, "2022-Q3 Hương Sơn.xlsx")
    assert back.status == "refused" and back.said() == [("returned_list", None, None)]
    assert "bản liệt kê lỗi" in back.problems[0].message


def test_a_note_of_the_office_stays_below_ours_and_alone_when_it_is_put_right(tmp_path: Path) -> None:
    def noted(book: Book) -> None:
        spoil(book)
        book["Tin báo"]["D7"].comment = Comment("Theo sổ thụ lý", "Trần Thị B")
        book["Tin báo"]["E7"].comment = Comment("Xem lại", "Trần Thị B")

    out = returned(tmp_path, noted)
    sheet = openpyxl.load_workbook(out)["Tin báo"]
    assert sheet["D7"].comment.text.startswith("Lỗi: ") and sheet["D7"].comment.text.endswith("Theo sổ thụ lý")
    assert sheet["E7"].comment.text == "Xem lại"
    again = tmp_path / "second.xlsx"
    write_returned(out, [Problem("error", "x", "Sai.", "Truy tố", "B8")], again)
    sheet = openpyxl.load_workbook(again)["Tin báo"]
    assert (sheet["D7"].comment.text, sheet["E7"].comment.text) == ("Theo sổ thụ lý", "Xem lại")


def test_print_areas_keep_their_sheets(tmp_path: Path) -> None:
    def printed(book: Book) -> None:
        spoil(book)
        book["Tin báo"].print_area = "A1:F20"

    book = openpyxl.load_workbook(returned(tmp_path, printed))
    assert book["Tin báo"].print_area == "'Tin báo'!$A$1:$F$20" and book[LIST].print_title_rows == "$4:$4"


def test_every_cell_of_one_mistake_is_marked_and_restored(tmp_path: Path) -> None:
    rows = [8, 9, 10, 12]

    def struck(book: Book) -> None:
        for row in rows:
            book["Tin báo"][f"D{row}"].font = Font(strike=True)

    copy = returned(tmp_path, struck)
    book, before = openpyxl.load_workbook(copy), openpyxl.load_workbook(tmp_path / "quarterly.xlsx")
    assert rows_of(book[LIST])[0][:4] == [1, "Lỗi", "Tin báo", "D8:D10, D12"]
    assert book[LIST].cell(5, 4).hyperlink.location == "'Tin báo'!D8:D10"
    for row in rows:
        cell = book["Tin báo"][f"D{row}"]
        assert cell.fill.fgColor.rgb != before["Tin báo"][f"D{row}"].fill.fgColor.rgb and cell.comment.text.startswith("Lỗi: 4 ô")
        cell.font = Font()
    assert book["Tin báo"]["D11"].comment is None
    book["Tin báo"]["D9"] = "không"
    book.save(tmp_path / "again.xlsx")
    write_returned(tmp_path / "again.xlsx", problems_of(read(tmp_path / "again.xlsx")), tmp_path / "third.xlsx")
    third = openpyxl.load_workbook(tmp_path / "third.xlsx")["Tin báo"]
    assert [row for row in rows if third[f"D{row}"].comment] == [9]
    assert third["D8"].fill.fgColor.rgb == before["Tin báo"]["D8"].fill.fgColor.rgb
