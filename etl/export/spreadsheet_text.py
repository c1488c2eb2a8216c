"""Which text a spreadsheet would run as a formula when it opens a file, and how it is kept from doing so.

Text alone: numbers stay numbers. The dashboard's downloads follow the same rule; tests/ui/test_spreadsheet_text.py holds the two together.
"""

import re

#: What a formula, or the DDE command of an attack, begins with; full-width signs too, which some spreadsheets convert.
#: Python and DuckDB both read this expression.
RUNS = r"^[=+\-@\t\r\n＝＋－＠]"
MARK = "'"


def would_run(text: str) -> bool:
    return re.match(RUNS, text) is not None


def neutralised(text: str) -> str:
    """The text as a CSV may hold it: an apostrophe before whatever would run."""
    return MARK + text if would_run(text) else text
