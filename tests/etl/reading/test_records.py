"""Tasks and findings are read like figures: every hazard of a cell is found at it, in whichever form the table stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from common.paths import SHIPPED
from common.spreadsheet import address
from etl.lists.csv_lists import list_shapes
from etl.template.forms import Kind, read_forms
from tests.etl.reading.written import errors, found, message, reading_of, records, setting

Book = openpyxl.Workbook


@dataclass(frozen=True)
class Place:
    """A table of records in a form: where its first two rows stand, and what a row of it is called."""

    kind: Kind
    sheet: str
    table: str
    record: str
    key: str

    def column(self, name: str) -> int:
        return [*read_forms(SHIPPED / "forms")[self.kind].tables[self.table].columns].index(name)

    def cell(self, name: str, row: int = 7) -> str:
        return address(row - 1, self.column(name))


PLAN = Place("plan", "Nhiệm vụ", "tasks", "task", "nv01")
PROGRESS = Place("quarterly", "Tiến độ nhiệm vụ", "tasks", "task", "nv01")
FINDINGS = Place("inspection", "Phát hiện", "findings", "finding", "12/qđ-vks#1")
EVERYWHERE = pytest.mark.parametrize("place", [PLAN, PROGRESS, FINDINGS], ids=lambda place: place.kind)


@EVERYWHERE
def test_a_form_gives_back_what_was_written_each_with_its_cell(tmp_path: Path, place: Place) -> None:
    reading = reading_of(tmp_path, place.kind)
    book = openpyxl.load_workbook(tmp_path / f"{place.kind}.xlsx") if (tmp_path / f"{place.kind}.xlsx").is_file() else None
    assert found(reading) == [] and book is not None
    said = records(reading)[place.record, place.key]
    assert said["number"] == book[place.sheet][place.cell("number")].value
    cells = [each for each in reading.records if each.record_key.endswith(place.key) and each.kind == place.record]
    assert len(cells) >= 4
    for each in cells:
        assert each.sheet == place.sheet and each.cell == place.cell(each.name)


def test_an_inspection_says_who_looked_and_what_was_found(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "inspection")
    said = records(reading)
    assert said["inspection", "12/qđ-vks"] == {
        "mode": "direct", "number": "12/QĐ-VKS", "decided_on": "2022-06-06", "team": "Phan Thị G, Võ Văn H", "received_on": "2022-06-20",
        "conclusion": "Đơn vị cơ bản hoàn thành kế hoạch",
    }  # fmt: skip
    assert said["finding", "12/qđ-vks#1"]["remedied_on"] == "2022-07-20"
    assert said["finding", "12/qđ-vks#2"] == {"number": "2", "kind": "reminder", "text": "Chú ý kháng nghị phúc thẩm ngang cấp"}
    assert {each.unit_code for each in reading.records} == {"439"} and {each.year for each in reading.records} == {2022}


def test_a_plan_says_who_signed_it_by_when_it_was_due_and_how_the_directive_was_spread(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "plan")
    (plan,) = reading.plans
    assert records(reading)["plan", plan.plan_code] == {
        "signed_by": "Nguyễn Văn A", "spread_on": "2022-01-17", "spread_form": "Hội nghị toàn đơn vị",
        "issue_by": "2022-01-24",
    }  # fmt: skip


STRUCK = CellRichText(TextBlock(InlineFont(strike=True), "1"), "9")


def _styled(cell: str, **style: Any) -> Callable[[Place], Callable[[Book], None]]:
    def of(place: Place) -> Callable[[Book], None]:
        def edit(book: Book) -> None:
            for name, given in style.items():
                setattr(book[place.sheet][place.cell(cell)], name, given)

        return edit

    return of


def _formula_error(place: Place) -> Callable[[Book], None]:
    def edit(book: Book) -> None:
        cell = book[place.sheet][place.cell("number")]
        cell.value, cell.data_type = "#REF!", "e"

    return edit


def _hidden_row(place: Place) -> Callable[[Book], None]:
    return lambda book: setattr(book[place.sheet].row_dimensions[7], "hidden", True)


def _hidden_sheet(place: Place) -> Callable[[Book], None]:
    return lambda book: setattr(book[place.sheet], "sheet_state", "hidden")


def _merged(place: Place) -> Callable[[Book], None]:
    at = place.cell("responsible" if place.record == "task" else "remedy")
    return lambda book: book[place.sheet].merge_cells(f"{at}:{at[:-1]}8")


DAY = {"plan": "due_on", "quarterly": "done_on", "inspection": "remedied_on"}
HAZARDS: dict[str, tuple[Callable[[Place], Callable[[Book], None]], str]] = {
    "struck number": (_styled("number", font=Font(strike=True)), "struck_text"),
    "part of a number struck": (lambda place: setting(place.sheet, {place.cell("number"): STRUCK}), "struck_text"),
    "error in a formula": (_formula_error, "error_value"),
    "formula not calculated": (lambda place: setting(place.sheet, {place.cell(DAY[place.kind]): "=TODAY()"}), "formula_not_calculated"),
    "day as text": (lambda place: setting(place.sheet, {place.cell(DAY[place.kind]): "sang tuần"}), "not_a_date"),
    "truth for a day": (lambda place: setting(place.sheet, {place.cell(DAY[place.kind]): True}), "not_a_date"),
    "day far off": (lambda place: setting(place.sheet, {place.cell(DAY[place.kind]): datetime(2012, 3, 5)}), "day_far_off"),
    "unknown kind": (lambda place: setting(place.sheet, {place.cell("kind"): "việc vặt"}), "unknown_word"),
    "unknown field": (lambda place: setting(place.sheet, {place.cell("field_code"): "Ngoại giao"}), "unknown_field"),
    "hidden row": (_hidden_row, "hidden_cells"),
    "hidden sheet": (_hidden_sheet, "hidden_form_sheet"),
    "no number": (lambda place: setting(place.sheet, {place.cell("number"): None}), "missing_code"),
    "number twice": (lambda place: setting(place.sheet, {place.cell("number", 9): place.key.split("#")[-1]}), "duplicate_record"),
    "too long": (lambda place: setting(place.sheet, {place.cell("text"): "dài " * 1500}), "text_too_long"),
    "column doubled": (lambda place: setting(place.sheet, {address(4, 20): "Hạn", address(4, 21): "Hạn"}), "duplicate_column"),
}


@EVERYWHERE
@pytest.mark.parametrize("hazard", HAZARDS)
def test_a_hazard_refuses_and_is_found_where_it_stands(tmp_path: Path, place: Place, hazard: str) -> None:
    edit, code = HAZARDS[hazard]
    reading = reading_of(tmp_path, place.kind, edit(place))
    assert code in {each[0] for each in errors(reading)}, found(reading)
    assert all(sheet == place.sheet for found_code, sheet, _ in errors(reading) if found_code == code)


@EVERYWHERE
def test_a_day_that_fits_only_when_exchanged_is_shown_both_ways(tmp_path: Path, place: Place) -> None:
    reading = reading_of(tmp_path, place.kind, setting(place.sheet, {place.cell(DAY[place.kind]): datetime(2024, 5, 6)}))
    assert {each[0] for each in errors(reading)} <= {"date_swapped", "day_far_off"} and errors(reading)


@EVERYWHERE
def test_what_is_taken_back_is_told_and_other_cells_stay(tmp_path: Path, place: Place) -> None:
    before = records(reading_of(tmp_path, place.kind))[place.record, place.key]
    reading = reading_of(tmp_path, place.kind, setting(place.sheet, {place.cell(DAY[place.kind]): "Rút"}))
    assert found(reading) == []
    assert records(reading)[place.record, place.key] == before | {DAY[place.kind]: None}


@EVERYWHERE
def test_columns_may_be_moved_and_called_by_other_names(tmp_path: Path, place: Place) -> None:
    name = DAY[place.kind]
    shape = read_forms(SHIPPED / "forms")[place.kind].tables[place.table].columns[name]
    reading = reading_of(tmp_path, place.kind, setting(place.sheet, {place.cell(name, 5): shape.synonyms[0].upper()}))
    assert found(reading) == [] and records(reading)[place.record, place.key][name]


@pytest.mark.parametrize("place", [PLAN, PROGRESS], ids=lambda place: place.kind)
def test_a_form_without_the_sheet_is_as_good_as_before(tmp_path: Path, place: Place) -> None:
    reading = reading_of(tmp_path, place.kind, lambda book: book.remove(book[place.sheet]))
    assert found(reading) == [] and not [each for each in reading.records if each.kind == "task"]


@EVERYWHERE
def test_an_empty_table_holds_nothing(tmp_path: Path, place: Place) -> None:
    def edit(book: Book) -> None:
        for row in book[place.sheet].iter_rows(min_row=7, max_row=10):
            for cell in row:
                cell.value = None

    reading = reading_of(tmp_path, place.kind, edit)
    assert found(reading) == [] and not [each for each in reading.records if each.kind == place.record]


@pytest.mark.parametrize(("cell", "value", "code"), [
    ("C13", None, "missing_fact"), ("C13", "đột xuất", "unknown_word"), ("C14", None, "missing_fact"), ("C15", "hôm qua", "not_a_date"),
    ("C15", datetime(1999, 1, 2), "day_far_off"), ("C12", "năm ngoái", "bad_year"), ("C11", "999", "unknown_unit"),
])  # fmt: skip
def test_the_front_page_of_an_inspection_must_say_what_it_is(tmp_path: Path, cell: str, value: Any, code: str) -> None:
    reading = reading_of(tmp_path, "inspection", setting("Thông tin", {cell: value}))
    assert (code, "Thông tin", cell) in errors(reading), found(reading)


def test_a_message_shows_what_stands_there_and_what_was_wanted(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "inspection", setting("Phát hiện", {FINDINGS.cell("kind"): "việc vặt"}))
    said = message(reading, "unknown_word")
    assert "“việc vặt”" in said and "“Ưu điểm”" in said and "“Lưu ý”" in said


def test_the_kinds_of_tasks_are_the_same_in_the_list_and_in_both_forms() -> None:
    forms = read_forms(SHIPPED / "forms")
    (listed,) = [column.choices for column in list_shapes()["tasks"].columns if column.name == "kind"]
    for kind in ("plan", "quarterly"):
        assert list(forms[kind].tables["tasks"].columns["kind"].words) == list(listed)


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "_x001B_", "_x0000_", "_x007F_"])
def test_a_sign_that_nobody_sees_is_not_in_what_is_read(tmp_path: Path, sign: str) -> None:
    cells = {PROGRESS.cell("evidence"): f"Báo cáo{sign} số 20", PROGRESS.cell("number"): f"NV{sign}01"}
    said = records(reading_of(tmp_path, "quarterly", setting(PROGRESS.sheet, cells)))["task", "nv01"]
    assert said["evidence"] == "Báo cáo số 20" and said["number"] == "NV01"


def test_a_text_in_the_place_of_a_number_is_refused(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "quarterly", setting(PROGRESS.sheet, {PROGRESS.cell("number"): "Rà soát án " * 20}))
    assert errors(reading) == [("text_too_long", PROGRESS.sheet, PROGRESS.cell("number"))]
