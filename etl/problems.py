"""A problem found in a file, in words for the person who can mend it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong or doubtful.

    `code` is a stable English snake_case name; `message` is a whole Vietnamese sentence that says what stands
    there and what was expected. `cell` is a spreadsheet address such as ``C7`` (for a CSV: column letter and line), or several of
    one mistake: ``C7:C9, C12``.
    """

    severity: Severity
    code: str
    message: str
    sheet: str | None = None
    cell: str | None = None
