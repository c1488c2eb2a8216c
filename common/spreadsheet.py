"""How spreadsheets name their cells, and which text they would run as a formula when they open a file."""

import re
from functools import lru_cache
from typing import Any

# Python and DuckDB both read these expressions.
#: Signs that steer a machine and show nothing; XML forbids most of them, and some readers drop them, and see what follows.
CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
#: Ends of line that are none to most readers.
LINE_ENDS = "[\x85\u2028\u2029]"
#: Blanks, and signs without width or look: a reader that trims them sees what follows first.
_UNSEEN = (
    r"[ \t\r\n\xa0\xad" "\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    "\u202a-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
#: What a formula, or the DDE command of an attack, begins with; wide and small signs too, which some spreadsheets convert.
_SIGNS = r"[=+\-@＝＋－＠﹦﹢﹣﹫]"
RUNS = rf"^(?:{_UNSEEN}*{_SIGNS}|[\t\r\n])"
#: The same in the middle of a text that is cut there, as a Vietnamese Excel cuts a line of a CSV at each semicolon.
RUNS_INSIDE = rf"([;\t\r\n]{_UNSEEN}*)({_SIGNS})"
MARK = "'"

#: Excel keeps 15 digits and rounds the rest in silence.
EXACT = 10**15
LONGEST_TEXT = 32_767


def sheet_reference(name: str) -> str:
    """A sheet's name as references write it: ``'Tin báo'``."""
    return "'" + name.replace("'", "''") + "'"


@lru_cache(maxsize=2048)
def column_letters(column: int) -> str:
    """The letters of a 0-based column: A … Z, AA …"""
    letters = ""
    while column >= 0:
        letters, column = chr(65 + column % 26) + letters, column // 26 - 1
    return letters


def address(row: int, column: int) -> str:
    """The spreadsheet address of 0-based coordinates: (6, 2) is ``C7``."""
    return f"{column_letters(column)}{row + 1}"


def cleaned(text: str) -> str:
    """The text as any file may hold it: without signs that nobody sees and readers differ about."""
    return re.sub(LINE_ENDS, "\n", re.sub(CONTROL, "", text))


def would_run(text: str) -> bool:
    """Whether a spreadsheet would take a cleaned text for a formula. Numbers are no text and stay numbers."""
    return re.match(RUNS, text) is not None


def put_text(cell: Any, text: str) -> None:
    """Write a text into a cell of openpyxl so that it stays text: no formula, also after somebody has edited the cell."""
    cell.value = words = cleaned(text)
    cell.data_type = "s"
    if would_run(words):
        cell.quotePrefix = True


def neutralised(text: str) -> str:
    """The text as a CSV may hold it: cleaned, with an apostrophe before whatever would run."""
    text = re.sub(RUNS_INSIDE, rf"\1{MARK}\2", cleaned(text))
    return MARK + text if would_run(text) else text


def neutralised_in_sql(column: str) -> str:
    """The same as an expression over a column of text."""
    clean = f"regexp_replace(regexp_replace({column}, '{CONTROL}', '', 'g'), '{LINE_ENDS}', chr(10), 'g')"
    inside = f"regexp_replace({clean}, '{RUNS_INSIDE}', '\\1{MARK * 2}\\2', 'g')"
    made = f"regexp_replace({inside}, '({RUNS})', '{MARK * 2}\\1')"
    # One look spares most texts the four passes.
    return f"case when regexp_matches({column}, '{CONTROL}|{LINE_ENDS}|{RUNS_INSIDE}|{RUNS}') then {made} else {column} end"
