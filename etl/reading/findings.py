"""What readers find wrong in a file, and how they quote what stands there."""

import re
from dataclasses import dataclass, field, replace

from common.shown import printable
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


#: What is one mistake when it is found all down a column: its format, its font, or how it was filled.
_OF_COLUMN = frozenset(
    {
        "unseen_number", "scaled_number", "rounded_number", "struck_text", "raised_text", "date_for_number", "boolean_for_number",
        "formula_not_calculated", "error_value", "day_month_first",
        "code_and_name_differ", "other_unit_of_measure",
    }
)  # fmt: skip
#: These are so only when the same words stand in each cell.
_OF_WORDS = frozenset({"not_a_number"})
_ENOUGH = 3
_MOST_RANGES = 20


def gathered(problems: list[Problem]) -> list[Problem]:
    """The problems with one for each mistake that was made all down a column: it counts the cells and stands at all of them."""
    columns: dict[tuple[str, ...], list[Problem]] = {}
    for each in problems:
        if each.cell and each.code in _OF_COLUMN | _OF_WORDS:
            words = each.message.partition(": ")[2] if each.code in _OF_WORDS else ""
            columns.setdefault((each.severity, each.code, each.sheet or "", each.cell.rstrip("0123456789"), words), []).append(each)
    many = {id(found[0]): found for found in columns.values() if len(found) >= _ENOUGH}
    others = {id(each) for found in many.values() for each in found[1:]}
    return [_of_all(many[id(each)]) if id(each) in many else each for each in problems if id(each) not in others]


def _of_all(problems: list[Problem]) -> Problem:
    first = problems[0]
    column = str(first.cell).rstrip("0123456789")
    ranges: list[list[int]] = []
    for row in sorted(int(str(each.cell).removeprefix(column)) for each in problems):
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    named = [f"{column}{top}" if top == end else f"{column}{top}:{column}{end}" for top, end in ranges[:_MOST_RANGES]]
    said = f"{len(problems)} ô cùng cột có cùng một lỗi. Ô {first.cell}: {first.message}"
    return replace(first, message=said, cell=", ".join(named))


def quote(text: str) -> str:
    """The text in quotation marks, cut when it is long."""
    plain = printable(" ".join(_CONTROL.sub(" ", text).split()))
    return f"“{plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + '…'}”"
