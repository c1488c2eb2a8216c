"""Whether what a cell holds has room in its column: a number that has none is shown as a row of # signs, or in short.

Widths are counted in digits of the workbook's usual font, as the file itself counts them (ECMA-376, part 1, 18.3.1.13). How wide
other signs are hangs on the program and the screen: here they count for less than they take, so that what is called too
narrow is so everywhere.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Literal

from common.numbers import amount_text
from common.spreadsheet import column_letters
from etl.problems import Severity
from etl.reading.findings import Findings, quote
from etl.reading.number_formats import in_short, signs_needed
from etl.reading.workbook import Sheet

#: What of a number is shown in its column: all of it, a shorter writing, or # signs.
Room = Literal["enough", "in_short", "none"]
#: The most letters of a day or a month that are certainly shown as digits.
_DIGITS_OF_DAY = 2
_WIDEN = "hãy kéo rộng cột {letters} (hoặc bấm đúp vào mép phải của chữ {letters} ở đầu cột) cho hiện đủ, lưu rồi gửi lại"


def note_narrow(sheet: Sheet, row: int, column: int, what: str, number: Decimal, findings: Findings, severity: Severity) -> Room:
    """Notes a number that its column has no room to show, or shows in short; whether it is one of these."""
    if abs(number) < sheet.xml.surely_shown and number == number.to_integral_value():
        return "enough"
    look = sheet.xml.look(row, column)
    needed = signs_needed(number, look.number_format)
    short = in_short(number, look.number_format)
    part = _decimals(number) if short else 0
    if not _is_too_wide(sheet, row, column, (needed + part) * look.digit):
        return "enough"
    letters, value = column_letters(column), amount_text(number)
    if short and not _is_too_wide(sheet, row, column, min(needed, len(short)) * look.digit):
        is_rounded = not _is_too_wide(sheet, row, column, needed * look.digit)
        findings.add(
            "rounded_number",
            f"{what}: cột {letters} hẹp nên ô chỉ hiện số {'làm tròn' if is_rounded else f'viết gọn (như {short})'}, trong khi ô chứa số "
            f"{value}; hệ thống lấy {value}. Nên kéo rộng cột {letters} để người ký thấy đủ số.",
            sheet, row, column, "warning",
        )  # fmt: skip
        return "in_short"
    findings.add(
        "unseen_number",
        f"{what}: ô chứa số {value} nhưng cột {letters} hẹp quá nên chỉ hiện ####; {_WIDEN.format(letters=letters)}.",
        sheet, row, column, severity,
    )  # fmt: skip
    return "none"


def _decimals(number: Decimal) -> int:
    return max(-int(number.normalize().as_tuple().exponent), 0)


def note_narrow_day(sheet: Sheet, row: int, column: int, what: str, day: date, findings: Findings) -> None:
    """Warns of a day for which its column is too narrow."""
    look = sheet.xml.look(row, column)
    runs = {found[0][0]: len(found[0]) for found in re.finditer("d+|m+|y+", look.number_format.casefold())}
    if not runs and look.number_format == "General":
        # The usual format of days, which the file names by a number alone.
        runs = {"d": 1, "m": 1, "y": 4}
    signs = sum(_digits(day, letter, length) for letter, length in runs.items()) if set(runs) == {"d", "m", "y"} else 0
    if _is_too_wide(sheet, row, column, signs * look.digit):
        letters = column_letters(column)
        findings.add(
            "unseen_number",
            f"{what}: ô chứa ngày {day:%d/%m/%Y} nhưng cột {letters} hẹp quá nên chỉ hiện ####; {_WIDEN.format(letters=letters)}.",
            sheet, row, column, "warning",
        )  # fmt: skip


def _digits(day: date, letter: str, length: int) -> int:
    if letter == "y":
        return 4 if length > _DIGITS_OF_DAY else 2
    return max(length, len(str(day.day if letter == "d" else day.month))) if length <= _DIGITS_OF_DAY else 1


def note_cut(sheet: Sheet, row: int, column: int, what: str, findings: Findings, severity: Severity) -> bool:
    """Notes a number typed as text of which a part is hidden by the cell beside it; True when it is."""
    text = sheet.text(row, column)
    if len(text) < sheet.xml.width(column):
        return False
    look = sheet.xml.look(row, column)
    beside = {"right": (column - 1,), "center": (column - 1, column + 1), "": ()}.get(look.spills, (column + 1,))
    digits = sum(sign.isdigit() for sign in text)
    if not _is_too_wide(sheet, row, column, digits * look.digit) or all(each < 0 or sheet.is_blank(row, each) for each in beside):
        return False
    letters = column_letters(column)
    findings.add(
        "unseen_number",
        f"{what}: ô ghi {quote(text)} nhưng cột {letters} hẹp quá nên chỉ hiện một phần các chữ số; {_WIDEN.format(letters=letters)}.",
        sheet, row, column, severity,
    )  # fmt: skip
    return True


def _is_too_wide(sheet: Sheet, row: int, column: int, digits: float) -> bool:
    merge = sheet.merge_at(row, column)
    columns = range(merge.left, merge.right + 1) if merge else (column,)
    return 0 < sum(map(sheet.xml.width, columns)) < digits
