"""What a single cell says: a number, a day or a text, or the problem that says what stands there instead."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from etl.problems import Severity
from etl.reading.findings import Findings, quote
from etl.reading.room import note_cut
from etl.reading.seen import note_day, note_format, note_formed
from etl.reading.workbook import Sheet, Value, as_text
from etl.vietnamese.folding import DateRefused, fold, parse_date, swapped
from etl.vietnamese.numbers import NumberRefused, exact_number, parse_number

#: Spreadsheets count days from here; these are the numbers of days from 1990 to 2049.
_DAY_NOUGHT = date(1899, 12, 30)
_DAYS = (32_874, 54_788)
_WITHDRAWN = fold("rút")
#: Characters of a text that pages, slides and spreadsheets have room for; Excel's own cells end at 32767.
_LONGEST = 4000
#: The same for what is no prose, by its key in the form: it stands in headings, in columns of names and in other records' keys.
_LONGEST_OF = {
    "number": 100, "title": 500, "responsible": 300, "signed_by": 300, "verified_by": 300, "team": 2000, "spread_form": 500,
    "unit_name": 500,
}  # fmt: skip


def is_withdrawal(text: str) -> bool:
    """Whether a cell says that the office takes back what it reported for an element before."""
    return fold(text) == _WITHDRAWN


def number_at(
    sheet: Sheet, row: int, column: int, what: str, findings: Findings, *,
    unit_of_measure: str | None = None, is_whole: bool = False, severity: Severity = "error", may_be_percent: bool = False,
) -> Decimal | None:  # fmt: skip
    """The exact number in a cell, or None when it is blank or, with a problem noted, not clearly a number or not the one shown.

    `may_be_percent`: the caller knows what to do with a number that the cell shows as a percentage.
    """
    value = sheet.value(row, column)
    if type(value) is float and value.is_integer() and abs(value) < sheet.plain_limit:
        return Decimal(int(value))
    if _is_odd(sheet, row, column, what, findings, severity) or value == "" or note_formed(sheet, row, column, what, findings, severity):
        return None
    try:
        if isinstance(value, str):
            if not value.strip():
                return None
            number = parse_number(value, unit_of_measure, is_whole)
            return None if note_cut(sheet, row, column, what, findings, severity) else number
        if isinstance(value, float | int) and not isinstance(value, bool):
            number = exact_number(value)
            is_other = note_format(
                sheet, row, column, what, number, findings, severity, may_be_percent=may_be_percent, unit_of_measure=unit_of_measure
            )
            return None if is_other else number
    except NumberRefused as refused:
        findings.add("not_a_number", f"{what}: ô ghi {quote(as_text(value))}; {refused}.", sheet, row, column, severity)
        return None
    code, message = _not_a_number(value)
    findings.add(code, f"{what}: {message}", sheet, row, column, severity)
    return None


def _not_a_number(value: Value) -> tuple[str, str]:
    if isinstance(value, bool):
        return "boolean_for_number", f"ô ghi giá trị lôgic {as_text(value)}, cần một số; hãy xoá đi rồi ghi số."
    if isinstance(value, date | datetime):
        typed = f"{value.day}/{value.month} hoặc {value.day}-{value.month}"
        return (
            "date_for_number",
            f"ô đang hiểu là ngày {as_text(value)} (có thể do gõ {typed}), cần một số; hãy đổi định dạng ô về số rồi nhập lại.",
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
        findings.add(
            "error_value", f"{what}: ô hiện lỗi {text} của công thức; hãy sửa công thức, hoặc ghi thẳng giá trị đúng.",
            sheet, row, column, severity,
        )  # fmt: skip
    else:
        findings.add(
            "formula_not_calculated",
            f"{what}: ô có công thức nhưng tệp không lưu kết quả; hãy mở bằng Excel cho tính lại rồi lưu, "
            "hoặc nhập thẳng giá trị.",
            sheet, row, column, severity,
        )  # fmt: skip
    return True


def text_at(
    sheet: Sheet, row: int, column: int, what: str, findings: Findings, severity: Severity = "error", *, name: str = ""
) -> str | None:
    """The text in a cell, NFC, or None when it is blank or too long for what has this `name`; a number or a day as it reads."""
    if _is_odd(sheet, row, column, what, findings, severity):
        return None
    note_formed(sheet, row, column, what, findings, "warning")
    text = sheet.text(row, column)
    return None if note_long(sheet, row, column, what, text, findings, name) else text or None


def note_long(sheet: Sheet, row: int, column: int, what: str, text: str, findings: Findings, name: str) -> bool:
    """Whether a text is too long for what has this name in the form; notes it: cut short it would say something else."""
    if not is_long(text, name):
        return False
    most = _LONGEST_OF.get(name, _LONGEST)
    findings.add("text_too_long", f"{what}: dài {len(text)} ký tự, nhiều nhất {most}; hãy viết gọn lại.", sheet, row, column)
    return True


def is_long(text: str, name: str) -> bool:
    """Whether a text is too long for what has this name in the form."""
    return len(text) > _LONGEST_OF.get(name, _LONGEST)


def _day_without_format(value: Value) -> date | None:
    """The day that a spreadsheet keeps as this number, when the number may well be one of our time."""
    is_day = isinstance(value, float) and value.is_integer() and _DAYS[0] <= value <= _DAYS[1]
    return _DAY_NOUGHT + timedelta(days=int(value)) if isinstance(value, float) and is_day else None


def date_at(
    sheet: Sheet, row: int, column: int, what: str, findings: Findings, *,
    fits: Callable[[date], bool] | None = None, severity: Severity = "error",
) -> date | None:  # fmt: skip
    """The day in a cell, or None when it is blank or, with a problem noted, not clearly a day.

    `fits` tells which days may be expected. A day stored as a date that fits only with day and month exchanged was
    most likely typed day first into a spreadsheet set to English: that is a problem which shows both.
    """
    value = sheet.value(row, column)
    if _is_odd(sheet, row, column, what, findings, severity) or note_formed(sheet, row, column, what, findings, severity):
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
        note_day(sheet, row, column, what, day, findings)
        return day
    if isinstance(value, str):
        try:
            return parse_date(value) if value.strip() else None
        except DateRefused as refused:
            findings.add("not_a_date", f"{what}: ô ghi {quote(value)}; {refused}.", sheet, row, column, severity)
            return None
    lost = _day_without_format(value)
    said = f"ô ghi {quote(as_text(value))}, cần một ngày, ví dụ 30/11/2022"
    if lost:
        said = f"ô ghi số {as_text(value)}, có lẽ là ngày {lost:%d/%m/%Y} đã mất định dạng ngày; hãy ghi lại ngày, ví dụ {lost:%d/%m/%Y}"
    findings.add("not_a_date", f"{what}: {said}.", sheet, row, column, severity)
    return None
