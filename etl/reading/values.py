"""What a single cell says: a number, a day or a text, or the problem that says what stands there instead."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from common.spreadsheet import address
from etl.problems import Problem, Severity
from etl.reading.workbook import Sheet, Value, as_text
from etl.vietnamese.folding import DateRefused, parse_date, swapped
from etl.vietnamese.numbers import NumberRefused, exact_number, parse_number

_SHOWN = 60
NATIVE_LIMIT = 10**12


@dataclass
class Findings:
    """Problems in the order in which they were met."""

    problems: list[Problem] = field(default_factory=list)

    def add(
        self, code: str, message: str, sheet: Sheet | None = None, row: int | None = None, column: int | None = None,
        severity: Severity = "error",
    ) -> None:  # fmt: skip
        """Notes a problem at 0-based coordinates, or of a whole sheet or file when they are left out."""
        cell = address(row, column) if row is not None and column is not None else None
        self.problems.append(Problem(severity, code, message, sheet.name if sheet else None, cell))


def quote(text: str) -> str:
    """The text in quotation marks, cut when it is long."""
    plain = " ".join(text.split())
    return f"“{plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + '…'}”"


def number_at(
    sheet: Sheet, row: int, column: int, what: str, findings: Findings, *,
    unit_of_measure: str | None = None, is_whole: bool = False, severity: Severity = "error",
) -> Decimal | None:  # fmt: skip
    """The exact number in a cell, or None when it is blank or, with a problem noted, not clearly a number."""
    value = sheet.value(row, column)
    if type(value) is float and value.is_integer() and -NATIVE_LIMIT < value < NATIVE_LIMIT:
        return Decimal(int(value))
    if _is_odd(sheet, row, column, what, findings, severity) or value == "":
        return None
    try:
        if isinstance(value, str):
            return parse_number(value, unit_of_measure, is_whole) if value.strip() else None
        if isinstance(value, float | int) and not isinstance(value, bool):
            return exact_number(value)
    except NumberRefused as refused:
        findings.add("not_a_number", f"{what}: ô ghi {quote(as_text(value))}; {refused}.", sheet, row, column, severity)
        return None
    code, message = _not_a_number(value)
    findings.add(code, f"{what}: {message}", sheet, row, column, severity)
    return None


def _not_a_number(value: Value) -> tuple[str, str]:
    if isinstance(value, bool):
        return "boolean_for_number", f"ô ghi giá trị lôgic {as_text(value)}, cần một số."
    if isinstance(value, date | datetime):
        typed = f"{value.day}/{value.month} hoặc {value.day}-{value.month}"
        return (
            "date_for_number",
            f"ô đang hiểu là ngày {as_text(value)} (có thể do gõ {typed}), cần một số; "
            "hãy đổi định dạng ô về số rồi nhập lại.",
        )
    if isinstance(value, time | timedelta):
        return "date_for_number", f"ô đang hiểu là giờ {as_text(value)}, cần một số; hãy đổi định dạng ô về số rồi nhập lại."
    return "not_a_number", f"ô ghi {quote(as_text(value))}, cần một số."


def _is_odd(sheet: Sheet, row: int, column: int, what: str, findings: Findings, severity: Severity) -> bool:
    """Notes an error value or a formula without result; True when the cell holds one."""
    found = sheet.odd.get((row, column)) if sheet.value(row, column) == "" else None
    if found is None:
        return False
    kind, text = found
    if kind == "error":
        findings.add("error_value", f"{what}: ô hiện lỗi {text} của công thức, cần một giá trị.", sheet, row, column, severity)
    else:
        findings.add(
            "formula_not_calculated",
            f"{what}: ô có công thức nhưng tệp không lưu kết quả; hãy mở bằng Excel cho tính lại rồi lưu, "
            "hoặc nhập thẳng giá trị.",
            sheet, row, column, severity,
        )  # fmt: skip
    return True


def text_at(sheet: Sheet, row: int, column: int, what: str, findings: Findings, severity: Severity = "error") -> str | None:
    """The text in a cell, NFC, or None when it is blank; a number or a day is given as it reads."""
    if _is_odd(sheet, row, column, what, findings, severity):
        return None
    return sheet.text(row, column) or None


def date_at(
    sheet: Sheet, row: int, column: int, what: str, findings: Findings, *,
    fits: Callable[[date], bool] | None = None, severity: Severity = "error",
) -> date | None:  # fmt: skip
    """The day in a cell, or None when it is blank or, with a problem noted, not clearly a day.

    `fits` tells which days may be expected. A day stored as a date that fits only with day and month exchanged was
    most likely typed day first into a spreadsheet set to English: that is a problem which shows both.
    """
    value = sheet.value(row, column)
    if _is_odd(sheet, row, column, what, findings, severity):
        return None
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        other = swapped(day)
        if fits and not fits(day) and other and fits(other):
            findings.add(
                "date_swapped",
                f"{what}: ô đang là ngày {day:%d/%m/%Y}, nhưng chỉ ngày {other:%d/%m/%Y} mới khớp; "
                "có thể Excel đã đổi chỗ ngày và tháng, hãy nhập lại.",
                sheet, row, column, severity,
            )  # fmt: skip
            return None
        return day
    if isinstance(value, str):
        try:
            return parse_date(value) if value.strip() else None
        except DateRefused as refused:
            findings.add("not_a_date", f"{what}: ô ghi {quote(value)}; {refused}.", sheet, row, column, severity)
            return None
    findings.add(
        "not_a_date", f"{what}: ô ghi {quote(as_text(value))}, cần một ngày, ví dụ 30/11/2022.", sheet, row, column, severity
    )
    return None
