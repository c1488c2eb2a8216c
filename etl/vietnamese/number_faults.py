"""Why a text is no number, and what to write instead: each way people fill a cell that has no number gets its own answer."""

import re
import unicodedata
from decimal import Decimal

from common.numbers import amount_text
from etl.vietnamese.folding import bare, fold

_FULL_WIDTH = {0xFF0E: ".", 0xFF0C: ",", 0xFF0D: "-", 0xFF05: "%", 0x066B: ",", 0x066C: "."}
_RAISED = re.compile("[\u00b2\u00b3\u00b9\u2070-\u209c]")
_NOTHING_AROSE = {
    bare(words)
    for words in (
        "không", "không có", "ko", "ko có", "k", "không phát sinh", "không ps", "kps", "zero", "ko ps", "k ps", "ko phát sinh",
        "chưa phát sinh", "không có phát sinh", "k p s", "không vụ", "không vụ nào", "không có vụ nào",
    )
}  # fmt: skip
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


_ROMAN = re.compile("[IVXLC]+")
_A_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_MOST_NUMBERS, _MOST_SAID, _MOST_POWER = 3, 30, 15
_ROUGHLY = {
    bare(word)
    for word in ("khoảng", "gần", "hơn", "trên", "dưới", "chừng", "ước", "ước chừng", "ước tính", "độ", "tối đa", "tối thiểu")
}
_PERIOD = re.compile("(?:q|quý|t|tháng|năm) ?[0-9]{1,4}(?:[/.-][0-9]{2,4})?", re.IGNORECASE)
_MONTH_OF_YEAR = re.compile("(?:0?[1-9]|1[0-2])[/-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[/-](?:0?[1-9]|1[0-2])")
_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
_POWER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg ?[0-9]{1,2}|tháng ?[0-9]{1,2}"
#: What follows a number when a spreadsheet took "1/12" for a day, or when a day stands there.
_REST_OF_DAY = re.compile(rf"[-/. ](?:{_MONTHS})[a-z]*(?:[-/. ][0-9]{{2,4}})?|([-/.])[0-9]{{1,2}}\1[0-9]{{2,4}}", re.IGNORECASE)
#: How a spreadsheet shows a day of which it keeps month and year.
_MONTH_FIRST = re.compile(rf"(?:{_MONTHS})[a-z]*[-/. ]*[0-9]{{1,4}}(?:,? [0-9]{{4}})?", re.IGNORECASE)
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?(?:SA|CH|AM|PM))?", re.IGNORECASE)
_IS_DAY = "ô ghi ngày tháng (Excel có thể đã tự đổi số gõ vào); hãy đổi định dạng ô về số rồi ghi lại số"


#: What a text with digits looks like that is no number, and why; the first that fits.
_LOOKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[+-]?[0-9]{16,}"), "số quá lớn (từ một triệu tỷ trở lên)"),
    (re.compile(r"[≤≥<>~≈±].*", re.DOTALL), "có dấu so sánh trước số; chỉ ghi số"),
    (
        re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?"),
        "số viết theo lối Anh; hàng nghìn ngăn bằng dấu chấm, số lẻ sau dấu phẩy, ví dụ 1.234,5",
    ),
    (re.compile(r"\(\s*[0-9.,]+\s*\)"), "số trong dấu ngoặc; hãy bỏ ngoặc, số âm thì ghi dấu trừ phía trước"),
)


def why_not_a_number(text: str) -> str:
    """Of a text that does not begin with a number."""
    if not text:
        return "ô không có số"
    if text.upper() in _ERRORS:
        return "ô hiện lỗi của công thức Excel; hãy sửa công thức rồi ghi kết quả"
    if text and set(text) == {"#"}:
        return "dấu # là do cột hẹp quá không hiện được số; hãy kéo rộng cột, lưu lại"
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
    if text.casefold() == "o":
        return f"ô ghi chữ “{text}”; nếu là số 0 thì hãy gõ chữ số 0, nếu là dấu đánh thì hãy ghi số đếm"
    if roman := _roman(text):
        return f"ô ghi số La Mã; nếu là {roman} thì hãy ghi {roman}"
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
    words, numbers = key.split(), _IN_WORDS.keys() | _MORE_WORDS
    # "mười hai vụ"; but "năm" is a year as well.
    is_number = bool(words) and (set(words) <= numbers or (words[0] in numbers and words[0] not in ("năm", "tư")))
    return "số viết bằng chữ; hãy ghi bằng chữ số" if is_number else None


def _roman(text: str) -> int | None:
    """What a Roman number comes to; of a single letter, which may be a tick, nothing."""
    plain = unicodedata.normalize("NFKC", text)
    if not _ROMAN.fullmatch(plain) or len(plain) == 1 == len(text.strip("IVX")) + len(plain):
        return None
    worth = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in plain]
    return sum(-each if each < then else each for each, then in zip(worth, [*worth[1:], 0], strict=True))


def _why_no_such_number(text: str) -> str:
    if wide := _full_width(text):
        return wide
    if _MONTH_FIRST.fullmatch(text):
        return _IS_DAY
    if _POWER.fullmatch(text):
        return _by_power(text)
    for look, why in _LOOKS:
        if look.fullmatch(text):
            return why
    if set(text) <= set("0123456789.,"):
        return _why_signs(text)
    if text[0] in "'’‘`\"":
        return "có dấu nháy trước số; hãy xoá dấu nháy, chỉ ghi số"
    if _PERIOD.fullmatch(text):
        return "ô ghi quý, tháng hay năm, không phải số liệu; hãy ghi số của dòng này"
    if _SWAPPED.fullmatch(text):
        return f"có chữ lẫn trong số; nếu là {text.translate(_DIGITS)} thì hãy gõ lại bằng chữ số"
    numbers = _A_NUMBER.findall(text)
    return _why_several(numbers) if len(numbers) > 1 else _why_words_before(text, numbers[0] if numbers else "")


def _why_signs(text: str) -> str:
    """Of digits with dots and commas where none belong."""
    point = re.fullmatch(r"([0-9]+)\.([0-9]+)", text)
    if point:
        why, meant = "sau dấu chấm không phải đúng ba chữ số", f"{point[1]},{point[2][:4]}" if point[2].strip("0") else point[1]
    else:
        why, meant = "dấu chấm, dấu phẩy đặt không đúng chỗ", _without_misplaced(text)
    return f"{why}; hàng nghìn viết 1.234, số lẻ viết 1,5; nếu là {meant} thì hãy ghi {meant}"


def _why_words_before(text: str, number: str) -> str:
    """Of a text in which something stands before its one number."""
    before = text.partition(number)[0].strip() if number else ""
    if not before:
        return "không phải là một số; chỉ ghi chữ số, ví dụ 1.234 hoặc 92,06"
    if bare(before) in _ROUGHLY:
        return "ô ghi số ước chừng; hãy ghi con số đúng, chỉ bằng chữ số"
    if bare(before) in ("tang", "giam") or before in ("↑", "↓", "▲", "▼"):
        return "ô ghi mức tăng, giảm; hãy ghi số của kỳ này"
    said = before if len(before) <= _MOST_SAID else before[: _MOST_SAID - 1] + "…"
    return f"trước số có “{said}”; nếu là {number} thì chỉ ghi {number}"


def _why_several(numbers: list[str]) -> str:
    named = " và ".join(numbers[:_MOST_NUMBERS]) + ("…" if len(numbers) > _MOST_NUMBERS else "")
    return f"ô ghi nhiều hơn một số ({named}); mỗi ô chỉ ghi một số, hãy chỉ để lại số của dòng này"


def _without_misplaced(text: str) -> str:
    """What was most likely meant by digits with dots and commas in the wrong places."""
    plain = re.sub(r"([.,])[.,]+", ",", text.rstrip(".,"))
    if plain[0] in ".,":
        return f"0,{plain[1:].replace('.', '').replace(',', '')}"
    whole, _, part = plain.partition(",")
    is_decimal = part.isdigit() and not (set(whole) & {"."})
    return plain if is_decimal else plain.replace(".", "").replace(",", "")


def _by_power(text: str) -> str:
    part, power = re.split("[eE]", text.replace(",", "."))
    why = "số viết theo lối khoa học; hãy đổi định dạng ô thành Number rồi ghi đủ các chữ số"
    if abs(int(power[:4])) > _MOST_POWER:
        return why
    number = f"{Decimal(part).scaleb(int(power)).normalize():f}".replace(".", ",")
    return f"{why} (nếu đúng là {number} thì ghi {number})"


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
        return _by_power(whole.replace(".", "") + rest)
    if _REST_OF_DAY.fullmatch(rest):
        return _IS_DAY
    if re.fullmatch(r"(?: ?[0-9]{3})+", rest) and len(whole) <= 3:
        joined = whole + rest.replace(" ", "")
        return f"có dấu cách giữa các chữ số nên như có nhiều hơn một số; nếu là {joined} thì hãy viết liền"
    if re.search("[0-9]", rest):
        return _why_numbers_follow(whole, rest, unit_of_measure)
    if rest == "%" or fold(rest) == fold("phần trăm"):
        wanted = f"số đếm ({unit_of_measure})" if unit_of_measure else "số đếm"
        return f"sau số có “{rest}”; dòng này cần {wanted}, không phải tỷ lệ phần trăm"
    if any(unicodedata.decimal(sign, None) is None and unicodedata.numeric(sign, None) is not None for sign in rest[:1]):
        part = Decimal(str(unicodedata.numeric(rest[0]))) if len(rest) == 1 and whole.isdigit() else None
        is_exact = part is not None and 0 < part < 1 and part == part.quantize(Decimal("0.001"))
        return f"có phân số “{rest}”; số lẻ viết sau dấu phẩy, ví dụ {amount_text(Decimal(whole) + part) if is_exact and part else '1,5'}"
    if unit_of_measure and fold(rest):
        return (
            f"sau số có “{rest}” nhưng đơn vị tính của dòng này là “{unit_of_measure}”; nếu đúng là {whole} {unit_of_measure} thì chỉ ghi "
            f"{whole}"
        )
    return f"sau số có “{rest}”; nếu đúng là {whole} thì chỉ ghi {whole}"


def _why_numbers_follow(whole: str, rest: str, unit_of_measure: str | None) -> str:
    """Of a number behind which more digits stand."""
    if whole == "0" and re.fullmatch("[xX][0-9A-Fa-f]+", rest):
        return f"“{whole}{rest}” có chữ “{rest[0]}” giữa các chữ số, không phải một số; hãy ghi lại số của dòng này, chỉ bằng chữ số"
    if note := re.fullmatch(r"[(\[]\s*([0-9]{1,2})\s*[)\]]", rest):
        return f"sau số có “{rest}”; nếu là dấu chú thích thì xoá đi, chỉ ghi {whole}; nếu {note[1]} là số khác thì ghi vào dòng của nó"
    if _MONTH_OF_YEAR.fullmatch(whole + rest):
        return f"“{whole}{rest}” như là tháng của một năm, không phải số liệu; hãy xoá đi rồi ghi số của dòng này"
    if (other := re.fullmatch(r"(?:[-–—]|đến)\s*([0-9]+)", rest)) and whole.isdigit():
        return f"ô ghi từ {whole} đến {other[1]}, không rõ là số nào; hãy ghi một số đúng"
    if (other := re.fullmatch(r"\+\s*([0-9]+)", rest)) and whole.isdigit():
        result = int(whole) + int(other[1])
        return f"ô ghi phép cộng; nếu kết quả đúng là {result} thì hãy ghi {result}"
    if re.fullmatch(r"(?:[xX×*]|\^)\s*[0-9]+", rest):
        return "ô ghi phép tính; hãy ghi kết quả, chỉ bằng chữ số"
    own = re.match(r"[^\W\d_]+(?: [^\W\d_]+)*", rest)
    if own and unit_of_measure and fold(own[0]).split()[: len(fold(unit_of_measure).split())] == fold(unit_of_measure).split():
        return f"sau “{whole} {unit_of_measure}” còn số khác; ô này chỉ ghi {whole}, số khác ghi vào dòng của nó"
    return _why_several([whole, *_A_NUMBER.findall(rest)])


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
