"""The table behind a figure says what the tables hold: dressed for people, bare for analysts."""

import csv
import io
from pathlib import Path

import pandas as pd

from tests.ui.published import STATUSES
from ui.kit import tables, theme
from ui.kit.view import View
from ui.text import common as text


def view() -> View:
    with Path(STATUSES).open(encoding="utf-8", newline="") as lines:
        frame = pd.DataFrame(list(csv.DictReader(lines)))
    statuses = theme.statuses(frame.assign(sort_order=frame["sort_order"].astype(int)))
    return View("overview", "s1", {"is_synthetic": True}, statuses, False, None, None)


ROWS = pd.DataFrame(
    [
        {"unit_short_name": "Đức Thọ", "numerator": 26.0, "denominator": 32.0, "value": 81.25, "target": 80.0,
         "measure": "rate", "decimals": 1, "status": "exceeded", "is_fragile": True},
        {"unit_short_name": "Can Lộc", "numerator": 1234.0, "denominator": None, "value": 1234.0, "target": 2.0,
         "measure": "count", "decimals": 0, "status": "met", "is_fragile": False},
        {"unit_short_name": "Lộc Hà", "numerator": None, "denominator": None, "value": None, "target": 90.0,
         "measure": "rate", "decimals": 1, "status": "not_reported", "is_fragile": None},
    ]
)  # fmt: skip
KEYS = ("unit_short_name", "numerator", "denominator", "value", "target", "status", "is_fragile")


def test_people_read_written_values_under_vietnamese_heads():
    shown = tables.dressed(ROWS, tables.attainment_columns(view(), *KEYS))
    assert list(shown.columns) == [text.COLUMNS[key] for key in KEYS]
    assert shown.values.tolist() == [
        ["Đức Thọ", "26", "32", "81,3%", "80%", "▲ Vượt", "có"],
        ["Can Lộc", "1.234", "–", "1.234", "2", "● Đạt", "không"],
        ["Lộc Hà", "–", "–", "–", "90%", "? Chưa báo cáo", "–"],
    ]


def test_analysts_get_the_published_values_that_excel_can_read():
    made = tables.csv_bytes(ROWS, tables.attainment_columns(view(), *KEYS))
    assert made.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"))))
    assert list(lines[0]) == list(KEYS)
    assert lines[0]["unit_short_name"] == "Đức Thọ" and float(lines[0]["value"]) == 81.25
    assert lines[2]["value"] == ""


def test_numbers_stand_to_the_right():
    columns = {each.key: each for each in tables.attainment_columns(view())}
    assert columns["value"].is_number and columns["numerator"].is_number and not columns["reason"].is_number


def test_a_file_says_what_it_holds():
    looked_at = view()
    looked_at.choices = {"unit": "HS", "quarter": "2022-Q3"}
    assert tables._file_name(looked_at, "bullet") == "chi-tieu_bullet_HS_2022-Q3_s1"
