"""What readers find wrong in a file, and how they quote what stands there."""

import re
from dataclasses import dataclass, field

from common.spreadsheet import address
from etl.problems import Problem, Severity
from etl.reading.workbook import Sheet

_SHOWN = 60
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass
class Findings:
    """Problems in the order in which they were met."""

    problems: list[Problem] = field(default_factory=list)

    def add(
        self, code: str, message: str, sheet: Sheet | None = None, row: int | None = None, column: int | None = None,
        severity: Severity = "error",
    ) -> None:  # fmt: skip
        """Notes a problem at 0-based coordinates, or of a whole sheet or file when they are left out."""
        self.add_at(code, message, sheet, address(row, column) if row is not None and column is not None else None, severity)

    def add_at(self, code: str, message: str, sheet: Sheet | None, cell: str | None, severity: Severity = "error") -> None:
        """Notes a problem at an address."""
        self.problems.append(Problem(severity, code, message, sheet.name if sheet else None, cell))


def quote(text: str) -> str:
    """The text in quotation marks, cut when it is long."""
    plain = " ".join(_CONTROL.sub(" ", text).split())
    return f"“{plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + '…'}”"
