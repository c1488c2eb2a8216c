"""Holds what is stored in a cell against what a person sees there: struck and raised letters, formats, hidden rows."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from common.numbers import amount_text, rounded
from common.spreadsheet import address, column_letters
from etl.problems import Severity
from etl.reading.findings import Findings, quote
from etl.reading.number_formats import is_percent, shown, shown_day, shown_text
from etl.reading.room import note_narrow, note_narrow_day
from etl.reading.workbook import PLAIN_LIMIT, Sheet

_MOST_NAMED = 8
_MOST_PLACES = 5
#: A cell that shows percentages holds 0.9 for 90 %; what is larger was there before the cell was made to show percentages.
_MOST_PERCENT_CELL = 10


def percent_of(number: Decimal) -> Decimal | None:
    """The percentage that a cell in percent format holds as this number; None where it can hardly be meant as one."""
    return number * 100 if abs(number) <= _MOST_PERCENT_CELL else None


def note_formed(sheet: Sheet, row: int, column: int, what: str, findings: Findings, severity: Severity = "error") -> bool:
    """Notes a cell of which a part is struck out, raised or not to be seen, or all of it struck out; True when it is such a cell."""
    if sheet.is_ordinary:
        return False
    text = sheet.text(row, column)
    runs = sheet.xml.formed.get((row, column), ())
    unseen = "".join(run.text for run in runs if run.font and sheet.xml.look(row, column).hides(run.font))
    struck = "".join(run.text for run in runs if run.font and run.font.is_struck)
    raised = "".join(run.text for run in runs if run.font and run.font.is_raised)
    rest = "".join(run.text for run in runs if not (run.font and (run.font.is_struck or run.font.is_raised))).strip()
    if struck.strip() and rest:
        findings.add(
            "struck_text", f"{what}: ô chứa {quote(text)}, trong đó {quote(struck)} bị gạch ngang nên người đọc thấy {quote(rest)}; "
            "hãy xoá hẳn phần bị gạch, chỉ ghi nội dung đúng.",
            sheet, row, column, severity,
        )  # fmt: skip
    elif raised.strip() and rest:
        findings.add(
            "raised_text", f"{what}: ô chứa {quote(text)}, trong đó {quote(raised)} là chữ nhỏ trên hoặc dưới dòng (như dấu chú thích) "
            f"nên người đọc thấy {quote(rest)}; hãy xoá dấu ấy, chỉ ghi {quote(rest)} nếu đúng.",
            sheet, row, column, severity,
        )  # fmt: skip
    elif unseen.strip():
        findings.add(
            "unseen_number", f"{what}: ô chứa {quote(text)}, trong đó {quote(unseen)} không hiện ra vì màu chữ trùng màu nền hoặc cỡ chữ "
            "quá nhỏ; hãy xoá phần ấy hoặc đổi lại phông chữ để người ký thấy.",
            sheet, row, column, severity,
        )  # fmt: skip
    elif unseen_text := _unseen_text(sheet, row, column, text):
        findings.add("unseen_number", f"{what}: ô ghi {quote(text)} nhưng {unseen_text}.", sheet, row, column, severity)
    elif struck.strip() or (text and sheet.xml.look(row, column).font.is_struck):
        findings.add(
            "struck_text", f"{what}: ô ghi {quote(text)} nhưng bị gạch ngang, không rõ có còn giá trị không; hãy bỏ gạch hoặc xoá đi.",
            sheet, row, column, severity,
        )  # fmt: skip
    else:
        return False
    return True


def _unseen_text(sheet: Sheet, row: int, column: int, text: str) -> str:
    """Why a text, or a day, cannot be seen as it is; empty where it can, and for numbers, which are judged by their value."""
    value = sheet.value(row, column)
    if not text or (isinstance(value, float | int) and not isinstance(value, bool)):
        return ""
    look = sheet.xml.look(row, column)
    if look.is_unseen:
        return "màu chữ, cỡ chữ hoặc phông chữ làm chữ không hiện ra; hãy đổi lại để người ký thấy, hoặc xoá đi"
    seen = shown_text(text, look.number_format) if isinstance(value, str) else None
    if seen is None:
        return ""
    return f"định dạng ô làm người đọc {f'thấy {quote(seen)}' if seen else 'không thấy gì'}; hãy đổi định dạng ô về General rồi ghi lại"


def note_crossed_out(sheet: Sheet, row: int, columns: Iterable[int | None], what: str, findings: Findings) -> bool:
    """Notes a row whose code or name, in these columns, is struck out while its figure stands; True when it is such a row."""
    for column in columns:
        text = sheet.text(row, column) if column is not None and not sheet.is_ordinary else ""
        if column is None or not text:
            continue
        runs = sheet.xml.formed.get((row, column), ())
        struck = "".join(run.text for run in runs if run.font and run.font.is_struck).strip()
        if struck == text or (not runs and sheet.xml.look(row, column).font.is_struck):
            findings.add(
                "struck_text", f"{what}: {quote(text)} ở đầu dòng bị gạch ngang mà dòng vẫn có số, không rõ số còn giá trị không; hãy bỏ "
                "gạch, hoặc xoá số ở dòng ấy.",
                sheet, row, column,
            )  # fmt: skip
            return True
    return False


def note_format(
    sheet: Sheet, row: int, column: int, what: str, number: Decimal, findings: Findings, severity: Severity = "error",
    *, may_be_percent: bool = False, unit_of_measure: str | None = None,
) -> bool:  # fmt: skip
    """Notes a number that its cell shows as another one or not at all; True when it must not be taken.

    `may_be_percent`: the caller knows what to do with a number shown as a percentage.
    """
    room = note_narrow(sheet, row, column, what, number, findings, severity)
    if room == "none":
        return True
    if number == number.to_integral_value() and abs(number) < PLAIN_LIMIT and (row, column) not in sheet.xml.notable:
        return False
    look = sheet.xml.look(row, column)
    seen = shown(number, look.number_format, unit_of_measure)
    if look.hides_number(number) or (seen is not None and seen.how == "hidden"):
        instead = f" (ô hiện {quote(seen.text)})" if seen is not None and seen.text else ""
        findings.add(
            "unseen_number", f"{what}: ô chứa số {amount_text(number)} nhưng màu chữ hoặc định dạng làm số không hiện ra{instead}; "
            "hãy đổi lại định dạng để người ký thấy số, hoặc xoá số.",
            sheet, row, column, severity if number else "warning",
        )  # fmt: skip
        return bool(number)
    if look.is_repeated and sheet.text(row, column):
        findings.add(
            "scaled_number",
            f"{what}: ô chứa số {amount_text(number)} nhưng hiện lặp lại cho đầy ô ({amount_text(number) * 2}…), do căn lề kiểu Fill; hãy "
            "đổi căn lề của ô (Alignment, Horizontal) về General.",
            sheet, row, column, severity,
        )  # fmt: skip
        return True
    if seen is not None and seen.how == "other" and may_be_percent and is_percent(look.number_format):
        if (meant := percent_of(number)) is not None and seen.text == f"{amount_text(meant)}%":
            return False
        if meant is not None and seen.text in {f"{amount_text(rounded(meant, places))}%" for places in range(_MOST_PLACES)}:
            findings.add(
                "rounded_number", f"{what}: ô hiện {seen.text} nhưng chứa {amount_text(meant)}%; hệ thống lấy {amount_text(meant)}%.",
                sheet, row, column, "warning",
            )  # fmt: skip
            return False
    if seen is None or (seen.how == "rounded" and room == "in_short"):
        return False
    if seen.how == "rounded":
        findings.add(
            "rounded_number", f"{what}: ô hiện {seen.text} nhưng chứa số {amount_text(number)}; hệ thống lấy {amount_text(number)}.",
            sheet, row, column, "warning",
        )  # fmt: skip
        return False
    findings.add(
        "scaled_number",
        f"{what}: ô hiện {quote(seen.text)} nhưng chứa số {amount_text(number)}, do định dạng ô; không rõ số nào đúng. Hãy đổi định "
        "dạng ô về Number (không phần trăm, không rút gọn hàng nghìn) rồi ghi lại số.",
        sheet, row, column, severity,
    )  # fmt: skip
    return True


def note_day(sheet: Sheet, row: int, column: int, what: str, day: date, findings: Findings) -> None:
    """Warns of a day that its cell shows with the month first, so that it is read as another day, or for which there is no room."""
    note_narrow_day(sheet, row, column, what, day, findings)
    if seen := shown_day(day, sheet.xml.look(row, column).number_format):
        findings.add(
            "day_month_first",
            f"{what}: ô hiện {quote(seen)} (tháng trước, ngày sau), tức là ngày {day:%d/%m/%Y}; hệ thống lấy ngày {day:%d/%m/%Y}. Nếu muốn "
            "nói ngày khác thì hãy ghi lại; nên đổi định dạng ô về dd/mm/yyyy.",
            sheet, row, column, "warning",
        )  # fmt: skip


def note_unseen(sheet: Sheet, places: Iterable[tuple[int, int]], what: str, findings: Findings) -> None:
    """Notes filled cells in rows or columns that are hidden: who signs must see everything. One message for each kind."""
    if sheet.is_ordinary:
        return
    rows, columns = sheet.xml.hidden
    filled = [(row, column) for row, column in places if sheet.text(row, column)]
    in_columns = [(row, column) for row, column in filled if column in columns]
    if in_columns:
        names = _listed(dict.fromkeys(column_letters(column) for _, column in in_columns))
        findings.add(
            "hidden_cells", f"Cột {names} đang ẩn nhưng có {what}; hãy bỏ ẩn cột (Unhide) để người ký thấy, rồi gửi lại.",
            sheet, *in_columns[0],
        )  # fmt: skip
    in_rows = [(row, column) for row, column in filled if row in rows and column not in columns]
    if in_rows:
        names = _listed(dict.fromkeys(str(row + 1) for row, _ in in_rows))
        remedy = "hãy bỏ lọc (Clear)" if sheet.xml.has_filter else "hãy bỏ ẩn dòng (Unhide), hoặc bỏ lọc nếu đang lọc,"
        findings.add(
            "hidden_cells", f"Dòng {names} đang ẩn nhưng có {what}; {remedy} để người ký thấy, rồi gửi lại.", sheet, *in_rows[0]
        )
    if repeated := [at for at in filled if at in sheet.xml.repeated]:
        findings.add(
            "repeated_cell", f"Tệp ghi hai lần ô {_listed(address(*at) for at in repeated)}, không rõ lần nào đúng; hãy mở bằng Excel, "
            "xem lại các ô ấy, lưu lại rồi gửi lại.",
            sheet, *repeated[0],
        )  # fmt: skip
    if doubtful := [at for at in filled if sheet.xml.is_hidden_on_condition(*at)]:
        findings.add(
            "unseen_number", f"Định dạng theo điều kiện ở {_listed(address(*at) for at in doubtful)} có thể làm số không hiện ra, hiện ra "
            "số khác hoặc bị gạch ngang; hãy bỏ định dạng ấy (Conditional Formatting, Clear Rules) và xem lại các số đó.",
            sheet, *doubtful[0], "warning",
        )  # fmt: skip
    if sheet.xml.hides_zeros and (zeros := [at for at in filled if sheet.value(*at) == 0]):
        findings.add(
            "unseen_number", f"Trang đặt chế độ không hiện số 0: {len(zeros)} ô ({_listed(address(*at) for at in zeros)}) có số 0 mà trông "
            "như để trống; hãy bật hiện số 0, ô nào không có số liệu thì xoá số 0.",
            sheet, *zeros[0], "warning",
        )  # fmt: skip


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    more = f" và {len(found) - _MOST_NAMED} nơi nữa" if len(found) > _MOST_NAMED else ""
    return ", ".join(found[:_MOST_NAMED]) + more
