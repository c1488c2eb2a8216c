"""How spreadsheets name their cells, and which text they would run as a formula when they open a file."""

import re
from functools import lru_cache

#: What a formula, or the DDE command of an attack, begins with; full-width signs too, which some spreadsheets convert.
#: Python and DuckDB both read this expression.
RUNS = r"^[=+\-@\t\r\n＝＋－＠]"
MARK = "'"

#: Excel keeps 15 digits and rounds the rest in silence.
EXACT = 10**15
LONGEST_TEXT = 32_767


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


def would_run(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula. Numbers are no text and stay numbers."""
    return re.match(RUNS, text) is not None


def neutralised(text: str) -> str:
    """The text as a CSV may hold it: an apostrophe before whatever would run."""
    return MARK + text if would_run(text) else text
