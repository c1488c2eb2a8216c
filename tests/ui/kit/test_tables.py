"""The table behind a figure says what the tables hold: dressed for people, bare for analysts."""

import csv
import io
from datetime import datetime

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.published import statuses
from ui.kit import format as fmt
from ui.kit import table_files, tables
from ui.kit.columns import Column, attainment_columns, column
from ui.kit.view import View
from ui.text import common as text


def view() -> View:
    return View("overview", "s1", {"is_synthetic": True}, statuses(), False, None, None)


ROWS = pd.DataFrame(
    [
        {"unit_short_name": "Đức Thọ", "numerator": 26.0, "denominator": 32.0, "value": 81.25, "target": 80.0,
         "measure": "rate", "value_places": 1, "status": "exceeded", "is_fragile": True},
        {"unit_short_name": "Can Lộc", "numerator": 1234.0, "denominator": None, "value": 1234.0, "target": 2.0,
         "measure": "count", "value_places": 0, "status": "met", "is_fragile": False},
        {"unit_short_name": "Lộc Hà", "numerator": None, "denominator": None, "value": None, "target": 90.0,
         "measure": "rate", "value_places": 1, "status": "not_reported", "is_fragile": None},
    ]
)  # fmt: skip
KEYS = ("unit_short_name", "numerator", "denominator", "value", "target", "status", "is_fragile")


def test_people_read_written_values_under_vietnamese_heads():
    shown = tables.dressed(ROWS, attainment_columns(view(), *KEYS))
    assert list(shown.columns) == [text.COLUMNS[key] for key in KEYS]
    assert shown.values.tolist() == [
        ["Đức Thọ", "26", "32", "81,3%", "80%", "▲ Vượt", "có"],
        ["Can Lộc", "1.234", "–", "1.234", "2", "● Đạt", "không"],
        ["Lộc Hà", "–", "–", "–", "90%", "? Chưa báo cáo", "–"],
    ]


def test_analysts_get_the_published_values_that_excel_can_read():
    made = table_files.csv_bytes(ROWS, attainment_columns(view(), *KEYS))
    assert made.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"))))
    assert list(lines[0]) == list(KEYS)
    assert lines[0]["unit_short_name"] == "Đức Thọ" and float(lines[0]["value"]) == 81.25
    assert lines[2]["value"] == ""


DATED = ROWS.assign(promised_on=pd.to_datetime(["2022-08-31", None, "2022-09-01"]), reason=["=1+1", "a;b", None], year=2022)


def dated() -> list[Column]:
    return [
        *attainment_columns(view(), *KEYS, "reason"), column("promised_on", fmt.day), column("year"),
    ]  # fmt: skip


def test_excel_has_real_numbers_in_the_dress_in_which_they_are_read():
    looked_at = view()
    looked_at.facts = ["Số liệu đến 31/08/2022", "11/13 đơn vị đã báo cáo"]
    made = table_files.excel_bytes(looked_at, DATED, dated(), "Từng chỉ tiêu", "Hương Sơn")
    book = openpyxl.load_workbook(io.BytesIO(made))
    sheet, about = book.worksheets
    assert [cell.value for cell in sheet[1]] == [*(text.COLUMNS[key] for key in KEYS), "Diễn giải", "Hẹn xong", "Năm"]
    first, second, third = ([cell.value for cell in sheet[row]] for row in (2, 3, 4))
    assert first == ["Đức Thọ", 26, 32, 81.25, 80, "▲ Vượt", "có", "=1+1", datetime(2022, 8, 31), "2022"]
    assert [sheet.cell(2, column).data_type for column in (4, 8)] == ["n", "s"]
    assert [sheet.cell(2, column).number_format for column in (2, 4, 5, 9)] == ["#,##0", '#,##0.0"%"', '#,##0"%"', "dd/mm/yyyy"]
    assert (second[1], second[3], sheet["D3"].number_format) == (1234, 1234, "#,##0")
    assert [third[place] or None for place in (1, 2, 3, 8)] == [None, None, None, datetime(2022, 9, 1)]
    said = {row[0].value: row[1].value for row in about.iter_rows()}
    assert said["Bảng"] == "Từng chỉ tiêu" and said["Lựa chọn"] == "Hương Sơn" and said["Bản công bố"] == "s1"
    assert text.SYNTHETIC in said and "11/13 đơn vị đã báo cáo" in [row[1].value for row in about.iter_rows()]


def test_a_target_asked_in_words_is_a_number_in_excel_where_it_is_one():
    asked = pd.DataFrame({"assigned_asked": ["20%", "1,5%", "1.200", "2 vụ (quy mô dưới 100)", None]})
    made = table_files.excel_bytes(view(), asked, [Column("assigned_asked", "Mức giao")], "Kế hoạch")
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    assert [sheet.cell(row, 1).value or None for row in range(2, 7)] == [20, 1.5, 1200, "2 vụ (quy mô dưới 100)", None]
    assert [sheet.cell(row, 1).number_format for row in (2, 3)] == ['#,##0"%"', '#,##0.0"%"']


def test_the_csv_opens_right_in_a_vietnamese_excel():
    made = table_files.excel_csv_bytes(DATED.assign(value=84.375), dated())
    assert made.startswith(b"\xef\xbb\xbf")
    heads, first, second, _ = csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";")
    assert heads[0] == "Đơn vị" and first == ["Đức Thọ", "26", "32", "84,375", "80", "▲ Vượt", "có", "'=1+1", "31/08/2022", "2022"]
    assert second[1] == "1234" and second[2] == "" and second[7] == "a;b"


def test_a_file_is_made_when_it_is_asked_for_and_not_before(monkeypatch: pytest.MonkeyPatch):
    made = []
    monkeypatch.setattr(table_files, "excel_bytes", lambda *rest: made.append(rest) or b"")

    def page() -> None:
        from tests.ui.kit import test_tables
        from ui.kit import tables
        from ui.kit.columns import attainment_columns

        columns = attainment_columns(test_tables.view())
        tables.tools(test_tables.view(), test_tables.ROWS, columns, name="t", title="T", is_figure=False)

    at = AppTest.from_function(page).run()
    assert not at.exception and len(at.get("download_button")) == 2 and made == []


def test_numbers_stand_to_the_right():
    columns = {each.key: each for each in attainment_columns(view())}
    assert columns["value"].is_number and columns["numerator"].is_number and not columns["reason"].is_number


def test_a_file_says_what_it_holds():
    looked_at = view()
    looked_at.choices = {"unit": "HS", "quarter": "2022-Q3"}
    assert looked_at.file_name("bullet") == "chi-tieu_bullet_HS_2022-Q3_s1"


def test_percents_of_one_table_have_one_number_of_decimals_and_none_passes_its_target_by_rounding():
    rows = ROWS.head(1)
    close = pd.concat([rows, rows.assign(value=99.96, value_places=2)], ignore_index=True)
    assert tables.dressed(close, attainment_columns(view(), "value")).iloc[:, 0].tolist() == ["81,25%", "99,96%"]
    assert tables.dressed(rows, attainment_columns(view(), "value")).iloc[:, 0].tolist() == ["81,3%"]


def test_a_column_that_the_rows_lack_is_an_error_and_no_dash():
    with pytest.raises(KeyError):
        tables.dressed(ROWS, [column("cause")])
