"""A number for which its column is too narrow is not seen; one that may just fit is taken."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment, Font

from common.numbers import amount_text
from tests.etl.reading.written import errors, figures, found, message, reading_of

Book = openpyxl.Workbook
SHEET, CELL = "Tin báo", "D8"


def narrow(value: Any, width: float, number_format: str = "General", **style: Any) -> Callable[[Book], None]:
    def edit(book: Book) -> None:
        sheet = book[SHEET]
        sheet.column_dimensions["D"].width = width
        for row in sheet.iter_rows(min_row=7, min_col=4, max_col=4):
            row[0].value = 1 if isinstance(row[0].value, int) else row[0].value
        sheet[CELL].value, sheet[CELL].number_format = value, number_format
        for name, look in style.items():
            setattr(sheet[CELL], name, look)

    return edit


@pytest.mark.parametrize(
    ("value", "width", "number_format", "style"),
    [
        (1234, 3, "0", {}),
        (1234, 3, "General", {}),
        (123456789012, 10, "#,##0", {}),
        (19, 5, "0.000000", {}),
        (123456, 10, "0", {"font": Font(name="Times New Roman", size=48)}),
        (19, 8, '0" văn bản đã gửi đi các nơi"', {}),
        ("1234567", 3, "@", {"alignment": Alignment(horizontal="right")}),
    ],
)
def test_a_figure_without_room_is_refused(tmp_path: Path, value: Any, width: float, number_format: str, style: dict[str, Any]) -> None:
    reading = reading_of(tmp_path, "quarterly", narrow(value, width, number_format, **style))
    assert errors(reading) == [("unseen_number", SHEET, CELL)]
    assert "cột D hẹp quá" in message(reading, "unseen_number") and "kéo rộng cột D" in message(reading, "unseen_number")
    assert "tb_moi" not in figures(reading)


@pytest.mark.parametrize(
    ("value", "width", "number_format", "style"),
    [
        (123456789, 10, "#,##0", {}),
        (123, 3, "0", {}),
        (1234, 3, "0", {"alignment": Alignment(shrink_to_fit=True)}),
        (1234, 3, "0", {"alignment": Alignment(text_rotation=90)}),
        (1234, 3, "0", {"alignment": Alignment(horizontal="centerContinuous")}),
        (1234, 3, "0", {"alignment": Alignment(horizontal="distributed")}),
        ("1234567", 3, "@", {"alignment": Alignment(horizontal="justify")}),
        (123456, 5, "0", {"font": Font(name="Times New Roman", size=8)}),
        ("1234567", 3, "@", {"alignment": Alignment(wrap_text=True)}),
        (12, 3, "#,##0.####", {}),
    ],
)
def test_a_figure_that_may_fit_is_taken(tmp_path: Path, value: Any, width: float, number_format: str, style: dict[str, Any]) -> None:
    reading = reading_of(tmp_path, "quarterly", narrow(value, width, number_format, **style))
    assert errors(reading) == [] and figures(reading)["tb_moi"] == int(value)


@pytest.mark.parametrize(
    ("value", "width", "seen"),
    [(12345678, 6, "viết gọn (như 1E+07)"), (123456789012, 6, "viết gọn (như 1E+11)"), (1.2345, 4, "làm tròn")],
)
def test_a_number_without_a_format_is_written_in_short_where_it_has_no_room(tmp_path: Path, value: float, width: float, seen: str) -> None:
    def edit(book: Book) -> None:
        narrow(value, width)(book)

    reading = reading_of(tmp_path, "quarterly", edit)
    told = message(reading, "rounded_number")
    assert seen in told and amount_text(Decimal(str(value))) in told and "kéo rộng cột D" in told
    assert ("unseen_number", SHEET, CELL) not in found(reading)


def test_columns_of_which_nothing_is_said_are_as_wide_as_usual(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        narrow(123456789, 3)(book)
        book[SHEET].column_dimensions.clear()

    reading = reading_of(tmp_path, "quarterly", edit)
    assert errors(reading) == [] and figures(reading)["tb_moi"] == 123456789


def test_a_merged_cell_has_the_room_of_all_its_columns(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        narrow(1234, 3, "0")(book)
        book[SHEET]["E8"].value = None
        book[SHEET].merge_cells("D8:E8")

    assert "unseen_number" not in [code for code, _, _ in found(reading_of(tmp_path, "quarterly", edit))]


def test_a_day_without_room_is_warned_of(tmp_path: Path) -> None:
    def edit(book: Book) -> None:
        sheet = book["Giải trình"]
        (column,) = [cell.column_letter for row in sheet.iter_rows() for cell in row if isinstance(cell.value, datetime)]
        sheet.column_dimensions[column].width = 4

    assert [code for code, sheet, _ in found(reading_of(tmp_path, "quarterly", edit)) if sheet == "Giải trình"] == ["unseen_number"]
