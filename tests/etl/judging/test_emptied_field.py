"""A form has the rows of every field: a field that earlier reports filled in and this one left empty is told of, with where it stood."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.etl.judging.received import Office
from tests.world import ROOT

INBOX = ROOT / "data" / "inbox"
FIRST, SECOND = "2022-Q1 Can Lộc.xlsx", "2022-Q2 Can Lộc.xlsx"
Book = openpyxl.Workbook


def emptied(*sheets: str, kept: int = 0) -> Callable[[Book], None]:
    def edit(book: Book) -> None:
        for name in sheets:
            figures = [cell for cells in book[name].iter_rows(min_row=7, min_col=4, max_col=4) for cell in cells if cell.value is not None]
            for cell in figures[kept:]:
                cell.value = None

    return edit


def said(office: Office, folder: Path, edit: Callable[[Book], None]) -> list[str]:
    book = openpyxl.load_workbook(INBOX / SECOND)
    edit(book)
    book.save(folder / SECOND)
    judged = office.judge_after(folder / SECOND, INBOX / FIRST)
    return [each.message for each in judged.problems if each.code == "lost_elements"]


@pytest.mark.parametrize(
    ("edit", "fields"),
    [
        (emptied("Tin báo"), ["Tin báo"]),
        (emptied("Tin báo", "Truy tố"), ["Tin báo", "Truy tố"]),
        (emptied("Tin báo", kept=1), []),
        (lambda book: None, []),
        (lambda book: book.remove(book["Tin báo"]), []),  # said already: the sheet is not there
    ],
)
def test_a_field_left_empty_is_told_of_with_where_it_stood(
    office: Office, tmp_path: Path, edit: Callable[[Book], None], fields: list[str]
) -> None:
    messages = said(office, tmp_path, edit)
    assert len(messages) == len(fields)
    for message, field in zip(messages, fields, strict=True):
        assert f"để trống cả lĩnh vực “{field}”" in message
        assert f"(tệp “{FIRST}”, trang “{field}”, từ ô D" in message
