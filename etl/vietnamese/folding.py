"""What Vietnamese office text needs: match keys, sorting, and a strict grammar for dates typed as text.

Keys are for comparing only; text that people see is never rewritten beyond NFC.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from etl.vietnamese.legacy_fonts import decode_legacy, legacy_encoding

__all__ = [
    "DateRefused",
    "bare",
    "decode_legacy",
    "find_dates",
    "fold",
    "legacy_encoding",
    "nfc",
    "parse_date",
    "sort_key",
    "swapped",
]

_TONES = "\u0300\u0309\u0303\u0301\u0323"
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
# Four letters are drawn as a crossed D; only one of them is the Vietnamese Đ.
_CROSSED_D = str.maketrans("ÐðƉɖĐ", "đđđđđ")
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_TONE = re.compile(f"[{_TONES}]")
# "kỳ" and "kì", "lý" and "lí", "tỷ" and "tỉ" are one word each: y and i sound alike alone after these letters.
_FINAL_Y = re.compile(f"^([hklmst]|qu)y([{_TONES}]?)$")


def nfc(text: str) -> str:
    """The text in Unicode's composed form, otherwise untouched."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """A key under which spellings of the same words are equal.

    Blind to NFC/NFD, case, Đ/Ð/đ, where the tone mark stands (hòa, hoà), final y or i (kỳ, kì), spaces and
    punctuation. Tones and the marks of letters still count. Folding a key gives the key itself.
    """
    plain = unicodedata.normalize("NFKD", text.translate(INVISIBLE)).translate(_CROSSED_D).casefold()
    return " ".join(unicodedata.normalize("NFC", _fold_word(word)) for word in _WORD.findall(plain))


def _fold_word(word: str) -> str:
    tones = "".join(_TONE.findall(word))
    return _FINAL_Y.sub(r"\1i\2", _TONE.sub("", word) + tones)


def bare(text: str) -> str:
    """The folded text without any mark, đ as d: for guessing what was meant, never for deciding it."""
    return "".join(c for c in unicodedata.normalize("NFD", fold(text)) if not "\u0300" <= c <= "\u036f").replace(
        "đ", "d"
    )


_ALPHABET = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=100)}


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Sorts as Vietnamese dictionaries do: letters first (Đ after D, Ơ after Ô), then tones, then small before capital."""
    letters, tones = [], []
    for letter in nfc(text).translate(str.maketrans("Ðð", "Đđ")):
        parts = unicodedata.normalize("NFD", letter.lower())
        tone = next((part for part in parts if part in _TONES), "")
        base = nfc(parts.replace(tone, "")) if tone else nfc(parts)
        place = _ALPHABET.get(base, _ALPHABET.get(parts[0]))
        letters.append(place if place is not None else _place_of_sign(base))
        tones.append(_TONES.index(tone) + 1 if tone else 0)
    return tuple(letters), tuple(tones), nfc(text).swapcase()


def _place_of_sign(sign: str) -> int:
    """Spaces, then signs, then digits stand before the letters; other scripts after them."""
    if sign.isspace():
        return 0
    if sign.isascii() and sign.isdigit():
        return 50 + int(sign)
    return 1000 + ord(sign[0]) if sign.isalpha() else 1


class DateRefused(ValueError):
    """Text that is not clearly one day; the message says why, in Vietnamese."""


_CLOCK = r"(?:[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:SA|CH|AM|PM))?)?"
_DAY_FIRST = re.compile(
    rf"(?<![0-9])([0-9]{{1,2}})\s?([/.-])\s?([0-9]{{1,2}})\s?\2\s?([0-9]{{4}})(?![0-9]){_CLOCK}", re.IGNORECASE
)
_IN_WORDS = re.compile(
    r"(?:ngày\s+)?(?<![0-9])([0-9]{1,2})\s+tháng\s+([0-9]{1,2})\s+năm\s+([0-9]{4})(?![0-9])", re.IGNORECASE
)
_YEAR_FIRST = re.compile(rf"(?<![0-9])([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})(?![0-9]){_CLOCK}", re.IGNORECASE)


def parse_date(text: str) -> date:
    """The one day that the text states, day first: 30/11/2022, 30-11-2022, "ngày 30 tháng 11 năm 2022", 2022-11-30.

    A time of day after it is passed over. Raises DateRefused when there is no such day or anything else beside it.
    """
    stripped = " ".join(unicodedata.normalize("NFKC", text.translate(INVISIBLE)).split())
    stripped = re.sub("^ngày (?=[0-9]{1,2} ?[/.-])", "", stripped, flags=re.IGNORECASE)
    for pattern, order in ((_DAY_FIRST, (1, 3, 4)), (_IN_WORDS, (1, 2, 3)), (_YEAR_FIRST, (3, 2, 1))):
        if found := pattern.fullmatch(stripped):
            day, month, year = (int(found[place]) for place in order)
            return _real_day(day, month, year)
    if re.fullmatch(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}", stripped):
        raise DateRefused("năm phải viết đủ bốn chữ số, ví dụ 30/11/2022")
    raise DateRefused("không phải là một ngày; viết ngày/tháng/năm, ví dụ 30/11/2022")


def find_dates(text: str) -> Iterator[date]:
    """Every day named in a text, in its order; raises DateRefused at one that does not exist."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    found = [(hit.start(), int(hit[1]), int(hit[3]), int(hit[4])) for hit in _DAY_FIRST.finditer(plain)]
    found += [(hit.start(), int(hit[1]), int(hit[2]), int(hit[3])) for hit in _IN_WORDS.finditer(plain)]
    for _, day, month, year in sorted(found):
        yield _real_day(day, month, year)


def _real_day(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DateRefused(f"không có ngày {day:02d}/{month:02d}/{year}; viết ngày trước, tháng sau") from None


def swapped(day: date) -> date | None:
    """The day with day and month exchanged, as a spreadsheet set to English does to it; None when that is no other day."""
    return date(day.year, day.day, day.month) if day.day <= 12 and day.day != day.month else None
