"""A table for people as an Excel workbook: real numbers and days in the dress in which they are read, and a sheet that says what it is.

Excel writes the numbers by the country that it is set to: 84.375 with one decimal shows as 84,4 in a Vietnamese one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from common.spreadsheet import EXACT, LONGEST_TEXT, cleaned, would_run

_WIDEST, _NARROWEST = 60, 8
#: A written number at the beginning of a cell's words: its decimals, and whether it is a percent.
_WRITTEN = re.compile(r"[+\N{MINUS SIGN}-]?[\d.]+(?:,(\d+))?\s*(%)?")


@dataclass(frozen=True)
class Written:
    """One cell: `words` as people read it; `value` the number or day behind it, None where it is text alone."""

    words: str
    value: Any = None


def workbook(
    sheet_name: str, heads: Sequence[str], rows: Sequence[Sequence[Written]], about_name: str, about: Sequence[tuple[str, str]]
) -> bytes:
    """The bytes of a workbook with the table on its first sheet, and on the second what it is: pairs of a word and what it says."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        looks = _Looks(book)
        sheet = book.add_worksheet(sheet_name[:31])
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, looks.head)
            longest = max([len(head) + 3, *(len(row[column].words) + 2 for row in rows[:200])])
            sheet.set_column(column, column, min(max(longest, _NARROWEST), _WIDEST))
        for place, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                _write(sheet, looks, place, column, cell)
        sheet.autofilter(0, 0, max(len(rows), 1), max(len(heads) - 1, 0))
        explained = book.add_worksheet(about_name[:31])
        explained.set_column(0, 0, 24)
        explained.set_column(1, 1, 100)
        for place, (word, said) in enumerate(about):
            explained.write_string(place, 0, word, looks.head)
            _write(explained, looks, place, 1, Written(said))
    return stream.getvalue()


def number_format(words: str) -> str:
    """The Excel format in which a number looks like these words: ``85,0%`` is ``#,##0.0"%"``."""
    found = _WRITTEN.match(words)
    decimals = len(found[1]) if found and found[1] else 0
    percent = '"%"' if found and found[2] else ""
    return f"#,##0{'.' + '0' * decimals if decimals else ''}{percent}"


class _Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._numbers: dict[str, Format] = {}
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#f1f1ee", "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        # What an apostrophe typed before the text does in Excel: the cell holds the text itself.
        self.quoted = book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
        self.moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top", "align": "left"})

    def number(self, code: str) -> Format:
        if code not in self._numbers:
            self._numbers[code] = self._book.add_format({"num_format": code, "valign": "top"})
        return self._numbers[code]


def _write(sheet: Any, looks: _Looks, row: int, column: int, cell: Written) -> None:
    if isinstance(cell.value, date):  # a datetime is one, too
        is_moment = isinstance(cell.value, datetime) and (cell.value.hour or cell.value.minute)
        moment = cell.value if isinstance(cell.value, datetime) else datetime(cell.value.year, cell.value.month, cell.value.day)
        sheet.write_datetime(row, column, moment.replace(tzinfo=None), looks.moment if is_moment else looks.day)
    elif cell.value is not None and abs(cell.value) < EXACT:
        sheet.write_number(row, column, float(cell.value), looks.number(number_format(cell.words)))
    else:
        words = cleaned(cell.words)[:LONGEST_TEXT]
        sheet.write_string(row, column, words, looks.quoted if would_run(words) else looks.text)
