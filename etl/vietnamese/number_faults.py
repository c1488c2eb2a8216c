"""Why a text is no number, and what to write instead: each way people fill a cell that has no number gets its own answer."""

import re
import unicodedata
from decimal import Decimal

from etl.vietnamese.folding import bare, fold

_FULL_WIDTH = {0xFF0E: ".", 0xFF0C: ",", 0xFF0D: "-", 0xFF05: "%", 0x066B: ",", 0x066C: "."}
_RAISED = re.compile("[\u00b2\u00b3\u00b9\u2070-\u209c]")
_NOTHING_AROSE = {bare(words) for words in ("không", "không có", "ko", "ko có", "k", "không phát sinh", "không ps", "kps", "zero")}
_NOT_KNOWN = {
    bare(words)
    for words in (
        "chưa có số liệu", "chưa nắm được", "chưa nhận được", "chưa có",
        "chưa", "chưa thống kê", "chưa rõ", "không rõ", "chưa báo cáo", "chưa tổng hợp",
        "không có số liệu", "không áp dụng", "đang cập nhật", "n/a", "na", "null", "nil", "nan", "none",
    )
}  # fmt: skip
_BLANK_OR_ZERO = "không phát sinh thì ghi 0, không có số liệu thì để trống"
_IN_WORDS = {
    fold(word): digit
    for digit, word in enumerate(("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"))
    if digit
}
_MORE_WORDS = {fold(word) for word in ("mươi", "trăm", "nghìn", "ngàn", "triệu", "tỷ", "lẻ", "linh", "mốt", "lăm", "tư", "rưỡi", "vạn")}
_SAME_AS_BEFORE = {
    bare(words)
    for words in ("như trên", "như kỳ trước", "như quý trước", "như cũ", "như lần trước", "nt", "không thay đổi", "không đổi", "giữ nguyên")
}
_TAKEN_BACK = {bare(words) for words in ("rút", "rút lại", "đã rút", "xin rút", "rút số", "rút số liệu", "thu hồi", "huỷ", "huỷ bỏ", "bỏ")}
#: What stands for thousands and more, and how many noughts it is.
_THOUSANDS = {
    bare(word): noughts
    for noughts, words in ((3, ("nghìn", "ngàn", "k")), (6, ("triệu", "tr")), (9, ("tỷ", "tỉ", "ty")))
    for word in words
}
_GROUPED_OTHERWISE = re.compile(r"[0-9]{1,3}(?:([’‘'`´_·˙\u2009\u202f])[0-9]{3})+")


_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
_POWER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
_BY_POWER = "số viết theo lối khoa học; hãy đổi định dạng ô thành Number rồi ghi đủ các chữ số"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg ?[0-9]{1,2}|tháng ?[0-9]{1,2}"
#: What follows a number when a spreadsheet took "1/12" for a day, or when a day stands there.
_REST_OF_DAY = re.compile(rf"[-/. ](?:{_MONTHS})[a-z]*(?:[-/. ][0-9]{{2,4}})?|([-/.])[0-9]{{1,2}}\1[0-9]{{2,4}}", re.IGNORECASE)
#: How a spreadsheet shows a day of which it keeps month and year.
_MONTH_FIRST = re.compile(rf"(?:{_MONTHS})[a-z]*[-/. ]*[0-9]{{1,4}}(?:,? [0-9]{{4}})?", re.IGNORECASE)
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?(?:SA|CH|AM|PM))?", re.IGNORECASE)
_IS_DAY = "ô ghi ngày tháng (Excel có thể đã tự đổi số gõ vào); hãy đổi định dạng ô về số rồi ghi lại số"


#: What a text with digits looks like that is no number, and why; the first that fits.
_LOOKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_POWER, _BY_POWER),
    (re.compile(r"[+-]?[0-9]{16,}"), "số quá lớn (từ một triệu tỷ trở lên)"),
    (re.compile(r"[≤≥<>~≈±].*", re.DOTALL), "có dấu so sánh trước số; chỉ ghi số"),
    (
        re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?"),
        "số viết theo lối Anh; hàng nghìn ngăn bằng dấu chấm, số lẻ sau dấu phẩy, ví dụ 1.234,5",
    ),
    (re.compile(r"\(\s*[0-9.,]+\s*\)"), "số trong dấu ngoặc; hãy bỏ ngoặc, số âm thì ghi dấu trừ phía trước"),
    (
        re.compile(r"(?![0-9]+\.[0-9]+$)[0-9.,]+"),
        "dấu chấm, dấu phẩy đặt không đúng chỗ; hàng nghìn viết 1.234, số lẻ viết 1,5",
    ),
)


def why_not_a_number(text: str) -> str:
    """Of a text that does not begin with a number."""
    if not text:
        return "ô không có số"
    if text.upper() in _ERRORS:
        return "ô hiện lỗi của công thức Excel; hãy sửa công thức rồi ghi kết quả"
    if text and set(text) == {"#"}:
        return "dấu # là do cột hẹp quá không hiện được số; hãy nới rộng cột, lưu lại"
    if text.startswith("="):
        return "ô ghi công thức, không phải kết quả; hãy ghi số"
    if bare(text) in _TAKEN_BACK:
        return "nếu muốn rút số đã báo cáo thì chỉ ghi một chữ “rút”; nếu không thì ghi số"
    return _why_no_digit(text) if not re.search("[0-9]", text) else _why_no_such_number(text)


def _why_no_digit(text: str) -> str:
    key = bare(text)
    if wide := _full_width(text):
        return wide
    if key in _SAME_AS_BEFORE or set(text) <= set('"”“″〃'):
        return "mỗi ô phải ghi số của chính nó, kể cả khi bằng số ở trên hay ở kỳ trước"
    if set(text) <= set("-–—_.…/\\*\u2212"):
        return f"dấu gạch không phải là số; {_BLANK_OR_ZERO}"
    if set(text) <= set("?!"):
        return "dấu hỏi không phải là số; chưa có số liệu thì để trống"
    if set(text.casefold()) <= set("xvo✓✔√×"):
        return f"dấu đánh không phải là số; hãy ghi số đếm, {_BLANK_OR_ZERO}"
    if key in _NOTHING_AROSE:
        return f"ô ghi chữ, không có số; {_BLANK_OR_ZERO}"
    if key in _NOT_KNOWN or any(key.startswith(known + " ") for known in _NOT_KNOWN):
        return "ô ghi chữ, không có số; chưa có số liệu thì để trống, đừng ghi chữ"
    return _why_words(fold(text)) or f"ô ghi chữ, không có số; chỉ ghi chữ số, {_BLANK_OR_ZERO}"


def _why_words(key: str) -> str | None:
    """Of a number in words."""
    if key in _IN_WORDS:
        return f"số viết bằng chữ; hãy ghi {_IN_WORDS[key]}"
    return "số viết bằng chữ; hãy ghi bằng chữ số" if key and set(key.split()) <= _IN_WORDS.keys() | _MORE_WORDS else None


def _why_no_such_number(text: str) -> str:
    if wide := _full_width(text):
        return wide
    if _MONTH_FIRST.fullmatch(text):
        return _IS_DAY
    for look, why in _LOOKS:
        if look.fullmatch(text):
            return why
    if found := re.fullmatch(r"([0-9]+)\.([0-9]+)", text):
        return f"sau dấu chấm không phải đúng ba chữ số; hàng nghìn viết 1.234, số lẻ viết {found[1]},{found[2][:4]}"
    if text[0] in "'’‘`\"":
        return "có dấu nháy trước số; hãy xoá dấu nháy, chỉ ghi số"
    if _SWAPPED.fullmatch(text):
        return f"có chữ lẫn trong số; nếu là {text.translate(_DIGITS)} thì hãy gõ lại bằng chữ số"
    return "không phải là một số; chỉ ghi chữ số, ví dụ 1.234 hoặc 92,06"


#: Letters that are typed for digits.
_DIGITS = str.maketrans("OoQlI|", "000111")
_SWAPPED = re.compile("[0-9OoQlI|.]+")


def why_not_the_rest(whole: str, rest: str, unit_of_measure: str | None) -> str:
    """Of a text in which something follows the number."""
    return _why_another_number(whole, rest, unit_of_measure) or _why_rest_is_none(whole, rest, unit_of_measure)


def _why_another_number(whole: str, rest: str, unit_of_measure: str | None) -> str | None:
    """What the number may be together with the rest."""
    if wide := _full_width(whole + rest):
        return wide
    if _CLOCK.fullmatch(whole + rest):
        return "ô ghi giờ (Excel có thể đã tự đổi số gõ vào); hãy đổi định dạng ô về số rồi ghi lại số"
    if grouped := _GROUPED_OTHERWISE.fullmatch(whole + rest):
        joined = (whole + rest).replace(grouped[1], "")
        return f"có dấu “{grouped[1]}” giữa các chữ số; nếu là {joined} thì hãy viết liền"
    if count := noughts(rest, unit_of_measure):
        number = Decimal(whole.replace(".", "").replace(",", ".")) * 10**count
        return f"sau số có “{rest}”; nếu là {whole} {rest} thì hãy ghi đủ các chữ số: {number.normalize():f}"
    return None


def _why_rest_is_none(whole: str, rest: str, unit_of_measure: str | None) -> str:
    if _RAISED.match(rest):
        return f"sau số có chữ số nhỏ “{rest}”; nếu là dấu chú thích thì xoá đi, chỉ ghi {whole}"
    if _SWAPPED.fullmatch(rest) and re.match("[A-Za-z|]", rest):
        return f"có chữ lẫn trong số; nếu là {whole}{rest.translate(_DIGITS)} thì hãy gõ lại bằng chữ số"
    if re.fullmatch(r"[eE][+-]?[0-9]+", rest):
        return _BY_POWER
    if _REST_OF_DAY.fullmatch(rest):
        return _IS_DAY
    if re.fullmatch(r"(?: ?[0-9]{3})+", rest) and len(whole) <= 3:
        joined = whole + rest.replace(" ", "")
        return f"có dấu cách giữa các chữ số nên như có nhiều hơn một số; nếu là {joined} thì hãy viết liền"
    if re.search("[0-9]", rest):
        return "ô chứa nhiều hơn một số; mỗi ô chỉ ghi một số"
    if rest == "%":
        wanted = f"số đếm ({unit_of_measure})" if unit_of_measure else "số đếm"
        return f"sau số có “%”; dòng này cần {wanted}, không phải tỷ lệ phần trăm"
    if unit_of_measure and fold(rest):
        return f"sau số có “{rest}” nhưng đơn vị tính của dòng này là “{unit_of_measure}”; chỉ ghi số"
    return f"sau số có “{rest}”; chỉ ghi {whole}"


def noughts(rest: str, unit_of_measure: str | None) -> int:
    """How many noughts a word such as "triệu" stands for, unless the unit of measure says it already."""
    unit = bare(unit_of_measure or "")
    word = bare(rest).removesuffix(f" {unit}") if unit else bare(rest)
    return 0 if word in unit.split() else _THOUSANDS.get(word, 0)


def _full_width(text: str) -> str | None:
    """What to say of digits that look like digits and are others: full-width, Arabic, Devanagari, bold, in circles."""
    plain = "".join(_plain_digit(sign) for sign in text.translate(_FULL_WIDTH))
    if plain == text:
        return None
    return f"chữ số không phải kiểu thường (như chữ toàn khổ); hãy gõ lại bằng chữ số thường: {unicodedata.normalize('NFC', plain)}"


def _plain_digit(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    if digit is None and _CIRCLED.fullmatch(sign):
        return str(int(unicodedata.numeric(sign)))
    return sign if digit is None else str(digit)


_CIRCLED = re.compile("[\u2460-\u2473\u2776-\u277f\u24ea]")
