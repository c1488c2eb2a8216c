"""Cells are named as spreadsheets name them, and text put into one stays text."""

import pytest
from openpyxl import Workbook

from common.spreadsheet import address, cleaned, column_letters, put_text


def test_column_letters_are_those_of_a_spreadsheet() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_an_address_counts_rows_from_one() -> None:
    assert address(6, 2) == "C7"


@pytest.mark.parametrize("text", ["=1+1", "\x01=1+1", "\u2028=1+1", " =1+1", "\u200b@SUM(A1)"])
def test_text_put_into_a_cell_stays_text(text: str) -> None:
    cell = Workbook().worksheets[0]["A1"]
    put_text(cell, text)
    assert cell.data_type == "s" and cell.quotePrefix and cell.value == cleaned(text)


def test_plain_text_put_into_a_cell_looks_as_ever() -> None:
    cell = Workbook().worksheets[0]["A1"]
    put_text(cell, "Đức\x0b Thọ")
    assert (cell.data_type, cell.quotePrefix, cell.value) == ("s", False, "Đức Thọ")
