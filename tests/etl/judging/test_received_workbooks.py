"""Workbooks that went wrong in practice, each the sample's own form with one thing changed, and what is right for them."""

import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from etl.template.forms import Kind
from tests.etl.judging.received import CASES, Office
from tests.etl.reading.written import setting, write
from tests.world import ROOT


@dataclass(frozen=True)
class Right:
    """What is right for a file: its status, the errors and warnings with their cells, and words that must be said."""

    status: str
    errors: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    warnings: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    words: tuple[str, ...] = ()


TIN_BAO = "Tin báo"
RIGHT = {
    "superscript_shared": Right("refused", [("raised_text", TIN_BAO, "D19")], words=("“191”", "“19”", "hãy xoá")),
    "superscript_inline": Right("refused", [("raised_text", TIN_BAO, "D19")], words=("“191”", "“19”", "hãy xoá")),
    "struck_run": Right("refused", [("struck_text", TIN_BAO, "D19")], words=("“19”", "gạch ngang", "“9”")),
    "hidden_row": Right("refused", [("hidden_cells", TIN_BAO, "D19")], words=("Dòng 19", "bỏ ẩn")),
    "hidden_column": Right("refused", [("hidden_cells", TIN_BAO, "D7")], words=("Cột D", "bỏ ẩn")),
    "hidden_rows_filtered": Right("refused", [("hidden_cells", TIN_BAO, "D8")], words=("Dòng 8, 9, 10", "lọc")),
    "scaled_format": Right("refused", [("scaled_number", TIN_BAO, "D19")], words=("“19”", "19.000", "Number")),
    "old_font_empty_fill": Right("accepted"),
    "old_font_family_34": Right("accepted"),
    "workbook2_part": Right("accepted"),
    "far_stray_cell": Right("refused", [("sheet_too_large", TIN_BAO, "XFD1048576")], words=("XFD1048576", "“x”", "Hãy xoá")),
    "plan_percent_empty_fill": Right("accepted"),
    "another_units_figures": Right("accepted", [], [("heading_differs", TIN_BAO, "A1")], ("Đức Thọ", "Hương Sơn", "C10")),
    "dates_four_years_back": Right(
        "accepted", [], [("promise_too_early", "Giải trình", "F7"), ("signature_far", "Ký duyệt", "C7")],
        ("29/10/2018", "01/06/2022", "1904", "04/09/2022"),
    ),
    "last_quarters_file_renamed": Right("accepted"),
    "drop_down_and_picture": Right("refused", [("rule_broken", TIN_BAO, "D7")]),
    "merged_figures": Right("refused", [("merged_cells", TIN_BAO, f"D{row}") for row in (11, 12, 13)], words=("D11:D13",)),
    "one_sheet_only": Right("accepted", [], [("missing_sheet", None, None)] * 2 + [("not_signed", None, None)], ("của 9 lĩnh vực: “",)),
    "other_quarter_in_title": Right("accepted", [], [("title_differs", "Thông tin", "A5")], ("QUÝ II NĂM 2022", "C12", "quý III/2022")),
    "row_deleted": Right("accepted", [], [("row_missing", TIN_BAO, None)], ("tiếp nhận mới trong kỳ” (tb_moi)", "điền lại")),
    "sheet_duplicated": Right("refused", [("sheet_repeated", "Tin báo (2)", None)], words=("15 số liệu", "xoá trang kia")),
    "two_units_one_book": Right("refused", [("two_reports", "Thông tin Đức Thọ", None)], words=("“Thông tin”", "tách thành hai tệp")),
    "wrong_number_in_strict": Right("refused", [("rule_broken", TIN_BAO, "D7")]),
    "plan_0_9_general": Right("accepted", [], [("fraction_as_percent", "Chỉ tiêu", "C8")], ("0,9%", "90%")),
}


@pytest.mark.parametrize("name", RIGHT)
def test_each_file_has_the_right_outcome(office: Office, name: str) -> None:
    right, judged = RIGHT[name], office.judge(CASES / f"{name}.xlsx")
    said = " ".join(problem.message for problem in judged.problems)
    assert (judged.status, judged.said("error"), judged.said("warning")) == (right.status, right.errors, right.warnings)
    assert all(word in said for word in right.words)
    assert "Error" not in said


def test_every_case_has_its_right_outcome() -> None:
    assert {path.stem for path in CASES.glob("*.xlsx")} == set(RIGHT)


# --- what only the files before it tell

INBOX = ROOT / "data" / "inbox"


def test_another_offices_figures_are_known_by_its_own_report(office: Office) -> None:
    judged = office.judge_after(CASES / "another_units_figures.xlsx", INBOX / "2022-Q3 Đức Thọ.xlsx")
    said = judged.the("same_figures")
    assert said.severity == "warning" and said.sheet and said.cell
    assert "VKSND huyện Đức Thọ (tệp “2022-Q3 Đức Thọ.xlsx”)" in said.message


def test_one_sheet_does_not_replace_a_whole_report(office: Office) -> None:
    judged = office.judge_after(CASES / "one_sheet_only.xlsx", *sorted(INBOX.glob("2022-Q3 *.xlsx")))
    said = judged.the("lacks_elements")
    assert judged.status == "refused" and said.cell is None and "Bản cũ giữ nguyên" in said.message
    # Fields of which nothing is left are named as such, not one figure after the other.
    assert "chỉ có 15 trong 170 số liệu" in said.message and "“Truy tố”" in said.message
    assert "thiếu hẳn lĩnh vực “Dân sự, HNGĐ”, " in said.message
    assert "(tt_" not in said.message and len(said.message) < 700


def test_last_quarters_file_is_read_for_the_quarter_that_it_says(office: Office) -> None:
    judged = office.judge(CASES / "last_quarters_file_renamed.xlsx", "2022-Q4 Hương Sơn.xlsx")
    said = judged.the("name_differs")
    assert said.cell and "Tên tệp ghi quý IV/2022" in said.message


@pytest.mark.parametrize(
    ("name", "kind"),
    [("saved_by_another_program.ods", ".ods"), ("saved_for_excel_97.xls", ".xls"), ("saved_as_binary.xlsb", ".xlsb")],
)
def test_workbooks_of_other_kinds_are_read_and_say_what_cannot_be_seen(office: Office, name: str, kind: str) -> None:
    judged, original = office.judge(CASES / name), office.judge(INBOX / "2022-Q3 Hương Sơn.xlsx")
    assert judged.status == "accepted" and judged.figures == original.figures and len(judged.figures) > 100
    assert judged.said() == [("not_all_seen", None, None)]
    said = judged.problems[0].message
    assert f"dạng {kind}" in said and "gạch ngang" in said and ("dòng, cột ẩn" in said) == (kind != ".ods")


@pytest.mark.parametrize(
    ("pattern", "new", "words"),
    [
        (rb"(<table:table-row)([^>]*>(?:(?!</table:table-row>).)*>tb_moi<)", rb'\1 table:visibility="collapse"\2', "Dòng 8 đang ẩn"),
        (rb"(<table:table-row)([^>]*>(?:(?!</table:table-row>).)*>tb_moi<)", rb'\1 table:visibility="filter"\2', "hãy bỏ lọc (Clear)"),
        (rb"(<table:table-row)((?:(?!</table:table-row>).)*>tb_moi<.*?</table:table-row>)",
         rb'<table:table-row-group table:display="false">\1\2</table:table-row-group>', "Dòng 8 đang ẩn"),
    ],
)  # fmt: skip
def test_a_row_hidden_in_an_opendocument_is_refused(office: Office, tmp_path: Path, pattern: bytes, new: bytes, words: str) -> None:
    out = tmp_path / "ẩn.ods"
    with zipfile.ZipFile(CASES / "saved_by_another_program.ods") as original, zipfile.ZipFile(out, "w") as changed:
        for name in original.namelist():
            data = original.read(name)
            if name == "content.xml":
                data, count = re.subn(pattern, new, data, count=1, flags=re.DOTALL)
                assert count == 1
            changed.writestr(name, data)
    said = office.judge(out).the("hidden_cells")
    assert (said.severity, said.sheet, said.cell) == ("error", TIN_BAO, "D8") and words in said.message


# --- what only the day of receipt tells


def test_a_year_to_come_in_the_cell_of_the_year_is_one_mistake(office: Office, tmp_path: Path) -> None:
    judged = office.judge(write(tmp_path, "quarterly", setting("Thông tin", {"C13": 2032})))
    said = [each for each in judged.said("error") if each[0].startswith("period")]
    assert said == [("period_mismatch", "Thông tin", "C13")]


@pytest.mark.parametrize(
    ("kind", "sheet", "cell", "day", "name"),
    [
        ("quarterly", "Tiến độ nhiệm vụ", "I7", datetime(2022, 2, 25), "Ngày xong"),
        ("inspection", "Phát hiện", "H7", datetime(2022, 7, 20), "Ngày khắc phục"),
        ("plan", "Thông tin", "C18", datetime(2022, 1, 17), "Ngày quán triệt"),
    ],
)
def test_nothing_was_done_on_a_day_that_had_not_come(
    office: Office, tmp_path: Path, kind: Kind, sheet: str, cell: str, day: datetime, name: str
) -> None:
    path = write(tmp_path, kind)
    assert "day_to_come" not in {each.code for each in office.judge(path, received_at=day).problems}
    judged = office.judge(path, received_at=day - timedelta(days=1))
    said = judged.the("day_to_come")
    assert (judged.status, said.severity, said.sheet, said.cell) == ("refused", "error", sheet, cell)
    assert said.message.startswith(name) and f"{day:%d/%m/%Y}" in said.message
