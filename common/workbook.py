"""The one writer of Excel tables: real numbers and days, text that stays text, heads that stay in sight and on every printed sheet.

Excel writes the numbers by the country that it is set to: 84.375 with one decimal shows as 84,4 in a Vietnamese one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from common.spreadsheet import EXACT, LONGEST_TEXT, cleaned, would_run

#: Formats of numbers: those that are no amounts, amounts that are whole or not.
CODE, WHOLE, PARTS = "0", "#,##0", "#,##0.0###"
_CUT = " … (cắt bớt)"
_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDEST, _NARROWEST = 60, 8
_A4 = 9
_HEAD: dict[str, Any] = {"bold": True, "bottom": 1, "bg_color": "#f1f1ee", "text_wrap": True, "valign": "top"}
#: A written number at the beginning of a cell's words: its decimals, and whether it is a percent.
_WRITTEN = re.compile(r"[+\N{MINUS SIGN}-]?[\d.]+(?:,(\d+))?\s*(%)?")
#: A number of four digits or more without dots is no amount: a year.
_UNGROUPED = re.compile(r"\d{4,}")


class Book:
    """A workbook being written to a path or a stream; `in_turn` writes row after row in constant memory.

    Raises OSError when the file cannot be written.
    """

    def __init__(self, target: str | BytesIO, *, in_turn: bool = False, **properties: Any) -> None:
        self._book = xlsxwriter.Workbook(target, {"constant_memory": in_turn, "in_memory": not in_turn})
        self._book.set_properties(properties)
        self._looks: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self._book.close()
        except FileCreateError as failed:
            # What stood in the way is inside: a full disk says so by its number.
            raise (failed.args[0] if isinstance(failed.args[0], OSError) else OSError(str(failed))) from failed

    def sheet(self, name: str) -> Worksheet:
        """A sheet of A4 across, as wide as one page; a name that is too long for Excel ends in dots after a whole word."""
        sheet = self._book.add_worksheet(_sheet_name(name))
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        return sheet

    def heads(self, sheet: Worksheet, heads: Sequence[str], *, numbers: Sequence[bool] = (), row: int = 0, columns_kept: int = 0) -> None:
        """The heads of a table; those in the first row stay in sight, with so many columns, and stand on every printed sheet."""
        if not row:
            sheet.freeze_panes(1, columns_kept)
            sheet.repeat_rows(0)
        for column, head in enumerate(heads):
            on_the_right = {"align": "right"} if numbers and numbers[column] else {}
            sheet.write_string(row, column, cleaned(head), self.look(**_HEAD, **on_the_right, **_quoted(head)))

    def put(self, sheet: Worksheet, row: int, column: int, value: Any, number: str | None = None, words: str = "", **look: Any) -> None:
        """One cell: a number in the format `number`; what Excel would round in silence is written as `words`."""
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, self.look(**look))
        elif isinstance(value, datetime):
            sheet.write_datetime(row, column, value.replace(tzinfo=None), self.look(num_format="dd/mm/yyyy hh:mm", align="left", **look))
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime.combine(value, time()), self.look(num_format="dd/mm/yyyy", align="left", **look))
        elif not isinstance(value, int | float | Decimal):
            self._text(sheet, row, column, str(value), look)
        elif -EXACT < value < EXACT:
            sheet.write_number(row, column, float(value), self.look(num_format=number or (WHOLE if value == int(value) else PARTS), **look))
        else:
            sheet.write_string(row, column, words or f"{value:f}", self.look(align="right", **look))

    def _text(self, sheet: Worksheet, row: int, column: int, text: str, look: dict[str, Any]) -> None:
        """Text is never looked at as a formula or a link, and stays text when somebody edits the cell."""
        text = cleaned(text)
        if len(text) > LONGEST_TEXT:
            text = text[: LONGEST_TEXT - len(_CUT)] + _CUT
        sheet.write_string(row, column, text, self.look(**look, **_quoted(text)))

    def about(self, name: str, about: Sequence[tuple[str, str]]) -> None:
        """A sheet that says what the others are: pairs of a word and what it says."""
        sheet = self.sheet(name)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)
        for row, (word, said) in enumerate(about):
            self.put(sheet, row, 0, word, **_HEAD)
            self.put(sheet, row, 1, said, text_wrap=True, valign="top")

    def look(self, **properties: Any) -> Format | None:
        """The format with these properties, made once; without any, none."""
        key = tuple(sorted(properties.items()))
        if key and key not in self._looks:
            self._looks[key] = self._book.add_format(properties)
        return self._looks.get(key)


def widen(sheet: Worksheet, longest: Sequence[int]) -> None:
    """Columns as wide as what they hold, in characters, within reason."""
    for column, width in enumerate(longest):
        sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))


def filtered(sheet: Worksheet, rows: int, columns: int) -> None:
    """Filter buttons in the first row, over so many rows below it."""
    sheet.autofilter(0, 0, max(rows, 1), max(columns - 1, 0))


def _sheet_name(name: str) -> str:
    whole = " ".join(name.translate(_NOT_IN_NAMES).split())
    if len(whole) <= _LONGEST_NAME:
        return whole
    words = whole[:_LONGEST_NAME].rsplit(" ", 1)
    return f"{words[0]}…" if len(words) == 2 else words[0]


def _quoted(text: str) -> dict[str, Any]:
    """What an apostrophe typed before the text does in Excel: the cell holds the text itself."""
    return {"quote_prefix": True} if would_run(cleaned(text)) else {}


@dataclass(frozen=True)
class Written:
    """One cell: `words` as people read it; `value` the number or day behind it, None where it is text alone."""

    words: str
    value: Any = None


def workbook(
    sheet_name: str, heads: Sequence[str], rows: Sequence[Sequence[Written]], about_name: str, about: Sequence[tuple[str, str]]
) -> bytes:
    """The bytes of a workbook: on its first sheet the table, each number in the dress in which it is read, on the second what it is."""
    stream = BytesIO()
    with Book(stream) as book:
        sheet = book.sheet(sheet_name)
        book.heads(sheet, heads, columns_kept=1)
        widen(sheet, [max([len(head) + 3, *(len(row[column].words) + 2 for row in rows[:200])]) for column, head in enumerate(heads)])
        for place, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if cell.value is None:
                    book.put(sheet, place, column, cell.words or None, text_wrap=True, valign="top")  # unknown: an empty cell
                else:
                    book.put(sheet, place, column, _day(cell.value), number_format(cell.words), cell.words, valign="top")
        filtered(sheet, len(rows), len(heads))
        book.about(about_name, about)
    return stream.getvalue()


def _day(value: Any) -> Any:
    """A moment at midnight is a day."""
    return value.date() if isinstance(value, datetime) and not (value.hour or value.minute) else value


def number_format(words: str) -> str:
    """The Excel format in which a number looks like these words: ``85,0%`` is ``#,##0.0"%"``, the year ``2022`` is ``0``."""
    if _UNGROUPED.fullmatch(words):
        return CODE
    found = _WRITTEN.match(words)
    decimals = len(found[1]) if found and found[1] else 0
    percent = '"%"' if found and found[2] else ""
    return f"{WHOLE}{'.' + '0' * decimals if decimals else ''}{percent}"
