"""Cells are named as spreadsheets name them."""

from common.spreadsheet import address, column_letters


def test_column_letters_are_those_of_a_spreadsheet() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_an_address_counts_rows_from_one() -> None:
    assert address(6, 2) == "C7"
